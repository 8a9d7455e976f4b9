import type { CandidatePage, PageConnection } from '../../../shared/api/page-connections.ts';
import { ask, canAsk } from '../ask.ts';
import { printable } from '../print.ts';
import { UsageError } from '../usage-error.ts';

/** What the command line says about which Pages are meant. */
export interface PageChoice {
  readonly page: readonly string[];
  readonly all?: true;
}

/**
 * The ids of the Pages that are meant: by options, or by asking.
 * @throws {UsageError} when nobody can be asked, or the person has no such Page
 */
export async function choosePages(connection: PageConnection, choice: PageChoice): Promise<string[]> {
  const { pages, id } = connection;
  if (pages.length === 0) {
    throw new UsageError(
      'This person has no Page that the app was given. Log in again and tick the Pages in the dialog.',
    );
  }
  if (choice.all) return pages.map((page) => page.id);
  const unknown = choice.page.filter((wanted) => !pages.some((page) => page.id === wanted));
  const onward = `The token is kept: go on with "threadtie connect-page --resume ${id} --page <id>".`;
  if (unknown.length > 0) throw new UsageError(`Not among the Pages of this person: ${unknown.join(', ')}. ${onward}`);
  if (choice.page.length > 0) return [...choice.page];
  if (!canAsk()) throw new UsageError(`Nobody can be asked here which Pages are meant. ${onward} Or give --all.`);
  return await askWhich(pages);
}

async function askWhich(pages: readonly CandidatePage[]): Promise<string[]> {
  for (;;) {
    const answer = await ask('Which Pages? Their numbers with commas, or "all": ');
    const chosen = readNumbers(answer, pages);
    if (chosen) return chosen;
    process.stderr.write(printable(`"${answer}" is not among 1 to ${pages.length}.\n`));
  }
}

/** The ids behind an answer such as `1, 3` or `all`; null when it cannot be meant. Pure. */
export function readNumbers(answer: string, pages: readonly CandidatePage[]): string[] | null {
  if (/^all$/i.test(answer)) return pages.map((page) => page.id);
  const numbers = answer.split(/[\s,]+/).filter(Boolean);
  const chosen = numbers.map((number) => (/^[0-9]+$/.test(number) ? pages[Number(number) - 1]?.id : undefined));
  const ids = chosen.filter((id) => id !== undefined);
  return ids.length > 0 && ids.length === numbers.length ? [...new Set(ids)] : null;
}

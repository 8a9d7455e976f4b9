import { Command } from 'commander';
import type { Page } from '../../../shared/api/list.ts';
import type { ConnectedPage, PageRepair } from '../../../shared/api/pages.ts';
import { apiCommand, type ApiOptions, clientOf } from '../api-command.ts';
import { ask, canAsk } from '../ask.ts';
import { isFaulty } from '../check-marks.ts';
import { FailedError } from '../failed-error.ts';
import { readLimit } from '../filter-options.ts';
import { printJson, printLine, printTable } from '../print.ts';
import { printMarked } from '../print-marked.ts';
import { problemLine, showPage } from '../show-page.ts';
import { UsageError } from '../usage-error.ts';

interface ListOptions extends ApiOptions {
  readonly limit: string;
  readonly cursor?: string;
}

const EXAMPLES = `
Examples:
  threadtie pages list
  threadtie pages check 1067280970047460
  threadtie pages repair 1067280970047460`;

/** `threadtie pages`: the connected Pages, how they are, and what to do. */
export function pagesCommand(): Command {
  const list = apiCommand('list', 'list Pages and how they are')
    .option('--limit <number>', 'how many at most', readLimit, '50')
    .option('--cursor <cursor>', 'where the list goes on')
    .action(listPages);
  return new Command('pages')
    .description('the connected Pages, how they are, and what to do')
    .addHelpText('after', EXAMPLES)
    .addCommand(list)
    .addCommand(onePage('show', 'show a Page as it was when it was last looked at').action(show))
    .addCommand(
      onePage('check', 'look at everything of a Page now; ends with 1 when it does not work')
        .option('--probe-sending', 'mark the newest message as read too, if it may be answered: its person sees that')
        .action(check),
    )
    .addCommand(
      onePage('repair', 'set again what can be set from here; ends with 1 when that is not enough').action(repair),
    )
    .addCommand(
      onePage('disconnect', 'end the subscription and forget the token; what was received stays')
        .option('--yes', 'do not ask')
        .action(disconnect),
    );
}

function onePage(name: string, description: string): Command {
  return apiCommand(name, description)
    .argument('<id>', 'id of the Page')
    .addHelpText('after', `\nExample:\n  threadtie pages ${name} 1067280970047460`);
}

async function listPages({ limit, cursor, ...options }: ListOptions): Promise<void> {
  const list = await clientOf(options).get<Page<ConnectedPage>>('/v1/pages', { limit, cursor });
  if (options.json) return printJson(list);
  const rows = list.data.map((page) => {
    const problems = page.problems.map(({ code }) => code).join(' ');
    return [page.id, page.name, healthOf(page), page.healthSince, page.lastEventAt, problems || '-'];
  });
  printTable(['ID', 'NAME', 'HEALTH', 'SINCE', 'LAST EVENT', 'PROBLEMS'], rows);
  if (list.nextCursor) printLine(`\nMore: --cursor ${list.nextCursor}`);
}

function healthOf({ health, disconnectedAt }: ConnectedPage): string {
  return disconnectedAt ? 'disconnected' : health;
}

async function show(id: string, options: ApiOptions): Promise<void> {
  const page = await clientOf(options).get<ConnectedPage>(pathOf(id));
  if (options.json) printJson(page);
  else showPage(page);
}

async function check(id: string, options: ApiOptions & { readonly probeSending?: true }): Promise<void> {
  const body = { probesSending: options.probeSending === true };
  const page = await clientOf(options).post<ConnectedPage>(`${pathOf(id)}/check`, body);
  if (options.json) printJson(page);
  else showPage(page);
  const faults = page.checks.filter(isFaulty).length;
  if (faults > 0) throw new FailedError(`${faults} of what this Page needs is not as it must be.`);
}

async function repair(id: string, options: ApiOptions): Promise<void> {
  const { page, done, left } = await clientOf(options).post<PageRepair>(`${pathOf(id)}/repair`, {});
  if (options.json) printJson({ page, done, left });
  else {
    if (done.length + left.length === 0) printLine(`${page.name}: nothing was to be repaired.`);
    for (const text of done) printMarked({ mark: 'good', word: 'done', text });
    for (const problem of left) printMarked(problemLine(problem));
  }
  if (left.length > 0) throw new FailedError(`${left.length} of it only a person can mend.`);
}

async function disconnect(id: string, options: ApiOptions & { readonly yes?: true }): Promise<void> {
  const client = clientOf(options);
  if (!options.yes) {
    if (options.json || !canAsk()) throw new UsageError('Nobody can be asked here: add --yes.');
    const { name } = await client.get<ConnectedPage>(pathOf(id));
    if (!/^y(es)?$/i.test(await ask(`Disconnect ${name} (${id})? Its events stop arriving. [y/N] `))) return;
  }
  const page = await client.post<ConnectedPage>(`${pathOf(id)}/disconnect`, {});
  if (options.json) printJson(page);
  else printLine(`${page.name} (${page.id}) is disconnected. Connect it again with "threadtie connect-page".`);
}

function pathOf(id: string): string {
  return `/v1/pages/${encodeURIComponent(id)}`;
}

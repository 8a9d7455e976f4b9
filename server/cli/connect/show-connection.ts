import type { Writable } from 'node:stream';
import type { CandidatePage, PageConnection } from '../../../shared/api/page-connections.ts';
import { checkLine } from '../check-marks.ts';
import { printable, printLine } from '../print.ts';
import { printMarked } from '../print-marked.ts';

/** Shows the Pages that can be chosen, numbered, and what each lacks. */
export function showCandidates({ pages, missingPermissions }: PageConnection, stream: Writable): void {
  if (missingPermissions.length > 0) {
    const text = `The token lacks ${missingPermissions.join(', ')}.`;
    const fix = 'Log in to the app again and allow it; an app that others use needs App Review for it.';
    printMarked({ mark: 'bad', word: 'missing', text, fix }, stream);
  }
  stream.write('\n');
  for (const [index, page] of pages.entries()) stream.write(`${printable(`  ${index + 1}  ${about(page)}`)}\n`);
  stream.write('\n');
}

/** What a Page is called where its Instagram account of the same name is named too. Pure. */
export function nameOf({ name, platform }: CandidatePage): string {
  return platform === 'instagram' ? `${name} (Instagram)` : name;
}

function about({ id, name, platform, missingTasks, isConnected, instagramId }: CandidatePage): string {
  const notes = [
    platform === 'instagram' && 'an Instagram account',
    missingTasks.length > 0 && `the person lacks the task ${missingTasks.join(' and ')}`,
    isConnected && 'connected',
    instagramId && `with the Instagram account ${instagramId}`,
  ].filter((note) => typeof note === 'string');
  return [`${name} (${id})`, ...notes].join(', ');
}

/** Shows what was found at each chosen Page: what is right in one line, the rest one by one. */
export function showOutcome({ pages, checks }: PageConnection): void {
  for (const page of pages.filter((each) => each.isChosen)) {
    const own = checks.filter((check) => check.pageId === page.id);
    if (own.length === 0) continue;
    const right = own.filter((check) => check.state === 'set').length;
    printLine(`\n${page.name} (${page.id}): ${right} of ${own.length} checks are fine`);
    for (const check of own) if (check.state !== 'set') printMarked(checkLine(check));
  }
}

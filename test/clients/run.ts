/** `npm run test:clients`: libraries and bots of others, unmodified, against the simulator. It needs the package registry. */
import type { GraphLogEntry } from '../../server/simulator/state/graph-log.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import type { Exam } from './exam.ts';
import { examineBotkit } from './exams/examine-botkit.ts';
import { examineBotly } from './exams/examine-botly.ts';
import { examineBusinessSdk } from './exams/examine-business-sdk.ts';
import { examineFbgraph } from './exams/examine-fbgraph.ts';
import { examineMessagingApi } from './exams/examine-messaging-api.ts';
import { examineMessengerBot } from './exams/examine-messenger-bot.ts';
import { installPackages, type Load } from './install-packages.ts';
import { COMPANIONS, NOT_TRIED, type Package, PACKAGES } from './packages.ts';
import { openPlatform } from './platform.ts';
import { createTally, type Tally } from './tally.ts';

const EXAM_PATIENCE_MS = 180_000;

const EXAMS: readonly (readonly [Package, 'client' | 'bot', Exam])[] = [
  [PACKAGES.messagingApi, 'client', examineMessagingApi],
  [PACKAGES.fbgraph, 'client', examineFbgraph],
  [PACKAGES.businessSdk, 'client', examineBusinessSdk],
  [PACKAGES.messengerBot, 'bot', examineMessengerBot],
  [PACKAGES.botly, 'bot', examineBotly],
  [PACKAGES.botkit, 'bot', examineBotkit],
];

const dir = await makeTempDir('clients');
try {
  process.exitCode = (await main(dir.path)) ? 0 : 1;
} finally {
  await dir.remove();
}

async function main(folder: string): Promise<boolean> {
  const specs = EXAMS.map(([{ name, version }]) => `${name}@${version}`);
  console.log(`Installing ${specs.join(', ')} into a temporary folder`);
  const load = await installPackages(folder, [...specs, ...COMPANIONS]);
  const tallies: Tally[] = [];
  for (const [library, kind, exam] of EXAMS) {
    console.log(`\n${library.name} ${library.version} (${kind}, by its ${library.option})`);
    tallies.push(await run(exam, load));
  }
  console.log(`\nNot tried:\n${NOT_TRIED.map(([name, why]) => ` - ${name}: ${why}`).join('\n')}`);
  return summarise(tallies);
}

/** Each has a simulator of its own: a webhook that one bot refused would be tried again on the next. */
async function run(exam: Exam, load: Load): Promise<Tally> {
  const tally = createTally();
  const platform = await openPlatform();
  try {
    await tally.call('loads, starts and comes to an end', () => exam({ load, platform, tally }), EXAM_PATIENCE_MS);
    print(tally);
    console.log(`   Graph API: ${countCalls(await platform.control.graphCalls())}`);
  } finally {
    await platform.close();
  }
  return tally;
}

function print({ lines }: Tally): void {
  for (const { what, problem } of lines) console.log(problem === null ? ` ✓ ${what}` : ` × ${what}: ${problem}`);
}

/** Ids differ between runs, so that one stands for all. */
function countCalls(calls: readonly GraphLogEntry[]): string {
  const named = calls.map(({ method, path, code }) => {
    return `${method} ${path.replace(/\/\d{5,}/, '/{id}')}${code === null ? '' : ` (error ${code})`}`;
  });
  const counts = Map.groupBy(named, (name) => name);
  return [...counts].map(([name, { length }]) => (length === 1 ? name : `${name} ×${length}`)).join(', ');
}

function summarise(tallies: readonly Tally[]): boolean {
  const all = tallies.flatMap(({ lines }) => lines);
  const failed = all.filter(({ problem }) => problem !== null).length;
  console.log(`\n${all.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0;
}

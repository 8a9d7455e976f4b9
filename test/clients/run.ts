/** `npm run test:clients`: libraries and bots of others, unmodified, against the simulator. It needs the package registry. */
import { makeTempDir } from '../support/temp-dir.ts';
import type { Exam } from './exam.ts';
import { examineBotkit } from './exams/examine-botkit.ts';
import { examineBotly } from './exams/examine-botly.ts';
import { examineBusinessSdk } from './exams/examine-business-sdk.ts';
import { examineFbgraph } from './exams/examine-fbgraph.ts';
import { examineMessagingApi } from './exams/examine-messaging-api.ts';
import { examineMessengerBot } from './exams/examine-messenger-bot.ts';
import { installPackages } from './install-packages.ts';
import { COMPANIONS, NOT_TRIED, type Package, PACKAGES } from './packages.ts';
import { openPlatform } from './platform.ts';
import { createTally, type Tally } from './tally.ts';

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
  const platform = await openPlatform();
  const tallies: Tally[] = [];
  try {
    for (const [library, kind, exam] of EXAMS) {
      await platform.begin();
      const tally = createTally();
      await tally.call('loads and starts', async () => await exam({ load, platform, tally }));
      console.log(`\n${library.name} ${library.version} (${kind}, by its ${library.option})`);
      print(tally);
      console.log(`   ${(await platform.control.graphCalls()).length} calls of the Graph API`);
      tallies.push(tally);
    }
  } finally {
    await platform.close();
  }
  console.log(`\nNot tried:\n${NOT_TRIED.map(([name, why]) => ` - ${name}: ${why}`).join('\n')}`);
  return summarise(tallies);
}

function print({ lines }: Tally): void {
  for (const { what, problem } of lines) console.log(problem === null ? ` ✓ ${what}` : ` × ${what}: ${problem}`);
}

function summarise(tallies: readonly Tally[]): boolean {
  const all = tallies.flatMap(({ lines }) => lines);
  const failed = all.filter(({ problem }) => problem !== null).length;
  console.log(`\n${all.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0;
}

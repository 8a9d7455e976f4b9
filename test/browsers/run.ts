/**
 * `npm run test:browsers`: the widget's rules in Chromium, Firefox and WebKit. A browser that is missing fails. It needs the
 * package registry for what drives Firefox. Names of browsers as arguments choose among them.
 */
import { installPackages, type Load } from '../clients/install-packages.ts';
import { createTally, type TallyLine } from '../clients/tally.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { BUTTON_CHECKS } from './checks/button-checks.ts';
import type { Check } from './checks/check.ts';
import { FAMILY_CHECKS } from './checks/family-checks.ts';
import { PAGE_CHECKS } from './checks/page-checks.ts';
import { CHROMIUM } from './engines/chromium.ts';
import type { Engine, RunningEngine, Tab } from './engines/engine.ts';
import { FIREFOX } from './engines/firefox.ts';
import { WEBKIT } from './engines/webkit.ts';
import { drawTable } from './draw-table.ts';
import { setStage } from './stage.ts';

const CHECKS: readonly Check[] = [...BUTTON_CHECKS, ...FAMILY_CHECKS, ...PAGE_CHECKS];
const ENGINES: readonly Engine[] = [CHROMIUM, FIREFOX, WEBKIT];
const CHECK_PATIENCE_MS = 30_000;
const CLOSE_PATIENCE_MS = 10_000;

const dir = await makeTempDir('browsers');
try {
  process.exitCode = (await main(dir.path)) ? 0 : 1;
} finally {
  await dir.remove();
}

async function main(folder: string): Promise<boolean> {
  const chosen = process.argv.slice(2).map((name) => name.toLowerCase());
  const engines = ENGINES.filter(({ name }) => chosen.length === 0 || chosen.includes(name.toLowerCase()));
  const packages = engines.flatMap(({ packages }) => packages);
  if (packages.length > 0) console.log(`Installing ${packages.join(', ')} into a temporary folder`);
  const columns = [];
  for (const engine of engines) columns.push(await examine(engine, folder));
  console.log(`\n${drawTable(CHECKS, columns)}`);
  return columns.length > 0 && columns.every(({ lines }) => lines.every(({ problem }) => problem === null));
}

async function examine(engine: Engine, folder: string): Promise<{ title: string; lines: readonly TallyLine[] }> {
  const began = performance.now();
  try {
    const load = await loadPackages(engine, folder);
    const running = await engine.start(load);
    try {
      return { title: `${engine.name} ${running.version}`, lines: await runChecks(engine.name, running) };
    } finally {
      await running.close();
      console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } catch (error) {
    const problem = `${engine.name} cannot be tried: ${error instanceof Error ? error.message : error}`;
    console.log(`\n${problem}\n   what helps: ${engine.remedy}`);
    return { title: `${engine.name} (missing)`, lines: CHECKS.map(({ rule }) => ({ what: rule, problem })) };
  }
}

async function loadPackages({ packages }: Engine, folder: string): Promise<Load> {
  if (packages.length > 0) return await installPackages(folder, packages);
  return () => {
    throw new Error('it has no packages of its own');
  };
}

async function runChecks(name: string, running: RunningEngine): Promise<readonly TallyLine[]> {
  console.log(`\n${name} ${running.version}`);
  const tally = createTally();
  for (const check of CHECKS) {
    await tally.call(check.rule, () => runCheck(check, running), CHECK_PATIENCE_MS);
    const { what, problem } = tally.lines.at(-1) ?? { what: check.rule, problem: 'it was not run' };
    console.log(problem === null ? ` ✓ ${what}` : ` × ${what}: ${problem}`);
  }
  return tally.lines;
}

async function runCheck(check: Check, running: RunningEngine): Promise<void> {
  const tab: Tab = await running.openTab();
  const stage = await setStage(tab);
  try {
    await check.run(stage);
    const errors = await stage.read<string[]>('window.errors ?? []');
    if (errors.length > 0) throw new Error(`the page had errors: ${errors.join('; ')}`);
  } finally {
    await Promise.race([tab.close(), new Promise((resolve) => setTimeout(resolve, CLOSE_PATIENCE_MS).unref())]);
    await stage.leave();
  }
}

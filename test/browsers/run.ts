/** `npm run test:browsers`: the widget's rules in Chromium, Firefox and WebKit. A browser that is missing fails. See `--help`. */
import { makeTempDir } from '../support/temp-dir.ts';
import { type Area, AREAS } from './checks/areas.ts';
import { drawTable } from './draw-table.ts';
import { CHROMIUM } from './engines/chromium.ts';
import type { Engine } from './engines/engine.ts';
import { FIREFOX } from './engines/firefox.ts';
import { WEBKIT } from './engines/webkit.ts';
import { examineEngine } from './examine-engine.ts';
import type { EngineReport } from './outcome.ts';
import { type Options, readOptions, USAGE } from './read-options.ts';

const ENGINES: readonly Engine[] = [CHROMIUM, FIREFOX, WEBKIT];
const NAMES = ENGINES.map(({ name }) => name.toLowerCase());

const options = understand();
if (options?.help) console.log(USAGE);
else if (options) process.exitCode = (await main(options)) ? 0 : 1;
// What a browser that hung has left open must not keep this process.
process.exit();

function understand(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2), NAMES);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

async function main({ engines, json, rule }: Options): Promise<boolean> {
  const say = json ? console.error : console.log;
  const areas = choose(rule);
  const dir = await makeTempDir('browsers');
  const reports: EngineReport[] = [];
  try {
    for (const engine of ENGINES) {
      if (engines.length > 0 && !engines.includes(engine.name.toLowerCase())) continue;
      reports.push(await examineEngine(engine, areas, { folder: dir.path, say }));
    }
  } finally {
    await dir.remove();
  }
  console.log(json ? JSON.stringify({ engines: reports }, null, 2) : `\n${drawTable(areas, reports)}`);
  return areas.length > 0 && reports.every(isGood);
}

function choose(rule: string): readonly Area[] {
  const has = (text: string) => text.toLowerCase().includes(rule);
  return AREAS.map(({ name, checks }) => ({
    name,
    checks: has(name) ? checks : checks.filter((one) => has(one.rule)),
  })).filter(({ checks }) => checks.length > 0);
}

function isGood({ missing, outcomes }: EngineReport): boolean {
  return missing === null && outcomes.every(({ result }) => result !== 'failed');
}

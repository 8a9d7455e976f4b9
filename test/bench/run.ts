/** `npm run bench`: the server's figures, as ratios measured in one run on one machine wherever that can be. */
import { parseArgs } from 'node:util';
import { readCount } from '../soak/read-count.ts';
import { type BenchPlace, openBenchPlace } from './bench-place.ts';
import { describeConditions } from './conditions.ts';
import { measureAcceptance } from './measure-acceptance.ts';
import { measureApplication } from './measure-application.ts';
import { measureFull } from './measure-full.ts';
import { measureLatency } from './measure-latency.ts';
import { measureLinking } from './measure-linking.ts';
import { measurePace, type Pace } from './measure-pace.ts';
import { measureWatchdog } from './measure-watchdog.ts';
import { measureWidget } from './measure-widget.ts';
import { measureWorkers } from './measure-workers.ts';

const HELP = `npm run bench -- [options]

  --seconds N      how long each load lasts (default 5)
  --rounds N       how often the servers are loaded in turn (default 3)
  --events N       how many events are applied (default 20000)
  --full N         how many events are in the file before the last measurement on SQLite (default 5000000; 0: leave it out)
  --quick          a short run: 2 seconds, 1 round, 6000 events, 200000 in the file
  --watchdog       only what looking after 1000 Pages costs (some minutes)
  --linking        only how long it takes from the last proof to "linked" on the page (some minutes)
  --widget         only what the script costs a page in a slow browser, --rounds times (default 15)
  --dialect D      sqlite, postgres or both (default both)
  --json           print one JSON object instead of tables
  --help           this text`;

const options = {
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  events: { type: 'string' },
  full: { type: 'string' },
  quick: { type: 'boolean', default: false },
  watchdog: { type: 'boolean', default: false },
  linking: { type: 'boolean', default: false },
  widget: { type: 'boolean', default: false },
  dialect: { type: 'string', default: 'both' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const THOROUGH = { seconds: 5, rounds: 3, events: 20_000, full: 5_000_000 } as const;
const QUICK = { seconds: 2, rounds: 1, events: 6000, full: 200_000 } as const;
const PACE = 1000;
const WATCHED_PAGES = 1000;
/** Enough for one in a hundred to be seen. */
const LINKED = { alone: 100, crowds: 10 } as const;
const LINKED_QUICKLY = { alone: 5, crowds: 1 } as const;
const WIDGET_ROUNDS = '15';
const { values } = parseArgs({ options });

// Ending in the usual way takes the servers along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const results: Record<string, unknown> = {};
  const tell = (title: string, figures: object): void => {
    results[title] = figures;
    if (!values.json) print(title, figures);
  };
  tell('conditions', await describeConditions());
  if (values.widget)
    tell('the widget on a page', await measureWidget(readCount('rounds', values.rounds ?? WIDGET_ROUNDS)));
  else for (const dialect of dialectsOf(values.dialect)) await measure(dialect, tell);
  if (values.json) console.log(JSON.stringify(results, null, 2));
}

async function measure(dialect: 'sqlite' | 'postgres', tell: (title: string, figures: object) => void): Promise<void> {
  const place = await openBenchPlace(dialect);
  const { seconds, rounds, events, full } = readSizes();
  try {
    if (values.watchdog) {
      tell(`${dialect}: an hour of looking after Pages`, await measureWatchdog(place, WATCHED_PAGES));
      return;
    }
    const sizes = values.quick ? LINKED_QUICKLY : LINKED;
    const linking = async (): Promise<void> =>
      tell(`${dialect}: from the last proof to "linked" on the page`, await measureLinking(place, sizes));
    if (values.linking) return await linking();
    tell(`${dialect}: acceptance`, await measureAcceptance(place, seconds, rounds));
    tell(`${dialect}: application`, await measureApplication(place, events));
    tell(`${dialect}: messages at ${PACE}/s`, await measureOn(place, PACE * seconds * 2, PACE));
    tell(`${dialect}: a burst of ${events} messages`, await measureOn(place, events, null));
    tell(`${dialect}: webhook to account link at 500 events/s`, await measureLatency(place, seconds * 2));
    await linking();
    if (dialect === 'sqlite' && full > 0) {
      tell(
        `${dialect}: with ${full} events in the file`,
        await measureFull(place, { events: full, seconds, burst: events }),
      );
    }
    if (dialect === 'postgres') tell(`${dialect}: worker processes`, await measureBoth(place, events));
  } finally {
    await place.close();
  }
}

function readSizes(): Readonly<Record<keyof typeof QUICK, number>> {
  const usual = values.quick ? QUICK : THOROUGH;
  const read = (name: keyof typeof QUICK): number =>
    values[name] === undefined ? usual[name] : readCount(name, values[name]);
  return { seconds: read('seconds'), rounds: read('rounds'), events: read('events'), full: read('full') };
}

async function measureOn(place: BenchPlace, amount: number, rate: number | null): Promise<Pace> {
  const data = await place.emptyData();
  try {
    return await measurePace(data, { amount, rate });
  } finally {
    await data.remove();
  }
}

async function measureBoth(place: BenchPlace, events: number): Promise<object> {
  const [one, two] = [await measureWorkers(place, events, 1), await measureWorkers(place, events, 2)];
  return { events, onePerSecond: one, twoPerSecond: two, twoToOne: two / one };
}

function dialectsOf(name: string): ('sqlite' | 'postgres')[] {
  if (name === 'both') return ['sqlite', 'postgres'];
  if (name === 'sqlite' || name === 'postgres') return [name];
  throw new Error(HELP);
}

/** As a table that a README takes. */
function print(title: string, figures: object): void {
  console.log(`\n| ${title} | |\n|---|---:|`);
  for (const [name, value] of Object.entries(figures)) {
    const words = name
      .replace(/(Ms|Mb)$/, (unit) => ` (${unit === 'Ms' ? 'ms' : 'MB'})`)
      .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    console.log(`| ${words} | ${typeof value === 'number' ? rounded(value) : String(value)} |`);
  }
}

function rounded(value: number): string {
  const digits = Number.isInteger(value) || value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

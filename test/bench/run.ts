/** `npm run bench`: the server's figures, as ratios measured in one run on one machine wherever that can be. */
import { parseArgs } from 'node:util';
import { readCount } from '../soak/read-count.ts';
import { openBenchPlace } from './bench-place.ts';
import { describeConditions } from './conditions.ts';
import { measureAcceptance } from './measure-acceptance.ts';
import { measureApplication } from './measure-application.ts';
import { measureLatency } from './measure-latency.ts';

const HELP = `npm run bench -- [options]

  --seconds N      how long each load lasts (default 5)
  --rounds N       how often the servers are loaded in turn (default 3)
  --events N       how many events are applied (default 20000)
  --dialect D      sqlite, postgres or both (default both)
  --json           print one JSON object instead of text
  --help           this text`;

const options = {
  seconds: { type: 'string', default: '5' },
  rounds: { type: 'string', default: '3' },
  events: { type: 'string', default: '20000' },
  dialect: { type: 'string', default: 'both' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const LATENCY_SECONDS = 10;
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
  for (const dialect of dialectsOf(values.dialect)) await measure(dialect, tell);
  if (values.json) console.log(JSON.stringify(results, null, 2));
}

async function measure(dialect: 'sqlite' | 'postgres', tell: (title: string, figures: object) => void): Promise<void> {
  const place = await openBenchPlace(dialect);
  try {
    const [seconds, rounds] = [readCount('seconds', values.seconds), readCount('rounds', values.rounds)];
    tell(`${dialect}: acceptance`, await measureAcceptance(place, seconds, rounds));
    tell(`${dialect}: application`, await measureApplication(place, readCount('events', values.events)));
    tell(`${dialect}: webhook to account link at 500 events/s`, await measureLatency(place, LATENCY_SECONDS));
  } finally {
    await place.close();
  }
}

function dialectsOf(name: string): ('sqlite' | 'postgres')[] {
  if (name === 'both') return ['sqlite', 'postgres'];
  if (name === 'sqlite' || name === 'postgres') return [name];
  throw new Error(HELP);
}

function print(title: string, figures: object): void {
  console.log(`\n${title}`);
  for (const [name, value] of Object.entries(figures)) {
    const words = name
      .replace(/Ms$/, ' (ms)')
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase();
    console.log(`  ${words.padEnd(24)}${typeof value === 'number' ? rounded(value) : String(value)}`);
  }
}

function rounded(value: number): string {
  const digits = Number.isInteger(value) || value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

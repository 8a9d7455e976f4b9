/** `npm run soak`: long crash runs of the real server, and the trace that shows the flush before the answer. */
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { type CrashReport, crashRun } from './crash-run.ts';
import { readCount } from './read-count.ts';
import { type FlushTrace, traceFlushes } from './trace-flushes.ts';

const HELP = `npm run soak -- [options]

  --kills N        how often each server is killed (default 100)
  --dialect D      sqlite, postgres or both (default both)
  --seconds N      end the killing of each server after N seconds (default: no limit)
  --seed N         repeat the choices of an earlier run (default: by the clock)
  --trace          show by system calls that each delivery is flushed to disk before it is answered (SQLite; needs strace)
  --help           this text

It ends with 1 when anything acknowledged was lost or applied twice.`;

const options = {
  kills: { type: 'string', default: '100' },
  dialect: { type: 'string', default: 'both' },
  seconds: { type: 'string' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  trace: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

// Ending in the usual way takes the server along.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.trace) return await showTrace();
  const dialects = values.dialect === 'both' ? ['sqlite', 'postgres'] : [values.dialect];
  if (!dialects.every((dialect) => ['sqlite', 'postgres'].includes(dialect))) throw new Error(HELP);
  const [kills, seed] = [readCount('kills', values.kills), readCount('seed', values.seed)];
  const seconds = values.seconds === undefined ? Infinity : readCount('seconds', values.seconds);
  const results: boolean[] = [];
  for (const dialect of dialects) {
    results.push(await runOn(dialect, kills, seed, seconds));
  }
  return results.every(Boolean) ? 0 : 1;
}

async function runOn(dialect: string, kills: number, seed: number, maxSeconds: number): Promise<boolean> {
  console.log(`\n${dialect}: ${kills} kills, seed ${seed}`);
  const dir = await makeTempDir('soak');
  let postgres: PostgresServer | undefined;
  try {
    if (dialect === 'postgres') postgres = await startPostgresServer();
    const onKill = (kill: number): void => {
      if (kill % 10 === 0) console.log(`  ${kill} kills`);
    };
    const run = { dataDir: dir.path, databaseUrl: postgres?.url, kills, seed, maxSeconds, onKill };
    return print(await crashRun(run));
  } finally {
    await postgres?.stop();
    await dir.remove();
  }
}

function print(report: CrashReport): boolean {
  const { problems, settledMs, seconds, ...counts } = report;
  const lines = {
    ...counts,
    'settled after': `${(settledMs / 1000).toFixed(1)} s`,
    took: `${seconds.toFixed(0)} s`,
  };
  for (const [name, value] of Object.entries(lines)) {
    const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    console.log(`  ${words.padEnd(18)}${value}`);
  }
  for (const problem of problems) console.log(`  PROBLEM: ${problem}`);
  const verdict = 'every acknowledged delivery is stored and every event of it applied exactly once';
  console.log(problems.length === 0 ? `  ok: ${verdict}` : `  NOT so: ${verdict}`);
  return problems.length === 0;
}

async function showTrace(): Promise<number> {
  const trace: FlushTrace = await traceFlushes();
  console.log(trace.excerpt.join('\n'));
  console.log(
    `\n${trace.flushedFirst} of ${trace.acknowledged} answers came after their delivery was flushed to disk.`,
  );
  for (const problem of trace.problems) console.log(`PROBLEM: ${problem}`);
  return trace.problems.length === 0 ? 0 : 1;
}

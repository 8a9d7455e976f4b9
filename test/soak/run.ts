/** `npm run soak`: long crash runs of the real server, and the trace that shows the flush before the answer. */
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { type CrashReport, crashRun, type CrashRunOptions } from './crash-run.ts';
import { readCount } from './read-count.ts';
import type { Roles } from './server-fleet.ts';
import { type FlushTrace, traceFlushes } from './trace-flushes.ts';

const HELP = `npm run soak -- [options]

  --kills N        how often servers are killed in each run (default: 300 on SQLite, 100 on Postgres)
  --run R          one of the runs: sqlite, postgres, database, fleet (default: all, one after the other)
                   database: Postgres itself is killed too; fleet: so it is, under 2 web and 2 worker processes
  --seconds N      end the killing of each run after N seconds (default: no limit)
  --seed N         repeat the choices of an earlier run (default: by the clock)
  --trace          show by system calls that each delivery is flushed to disk before it is answered (SQLite; needs strace)
  --help           this text

It ends with 1 when anything acknowledged was lost or applied twice.`;

const options = {
  kills: { type: 'string' },
  run: { type: 'string' },
  seconds: { type: 'string' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  trace: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Run {
  readonly kills: number;
  readonly isOnPostgres: boolean;
  readonly isPostgresKilled: boolean;
  readonly roles: Roles;
}

const RUNS: Readonly<Record<string, Run>> = {
  sqlite: { kills: 300, isOnPostgres: false, isPostgresKilled: false, roles: ['all'] },
  postgres: { kills: 100, isOnPostgres: true, isPostgresKilled: false, roles: ['all'] },
  database: { kills: 100, isOnPostgres: true, isPostgresKilled: true, roles: ['all'] },
  fleet: { kills: 100, isOnPostgres: true, isPostgresKilled: true, roles: ['web', 'web', 'worker', 'worker'] },
};

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
  const names = values.run === undefined ? Object.keys(RUNS) : [values.run];
  const seed = readCount('seed', values.seed);
  const maxSeconds = values.seconds === undefined ? Infinity : readCount('seconds', values.seconds);
  const results: boolean[] = [];
  for (const name of names) {
    const run = RUNS[name];
    if (!run) throw new Error(HELP);
    const kills = values.kills === undefined ? run.kills : readCount('kills', values.kills);
    console.log(`\n${name}: ${kills} kills, seed ${seed}`);
    results.push(await runOn(run, { kills, seed, maxSeconds }));
  }
  return results.every(Boolean) ? 0 : 1;
}

async function runOn(run: Run, how: Pick<CrashRunOptions, 'kills' | 'seed' | 'maxSeconds'>): Promise<boolean> {
  const dir = await makeTempDir('soak');
  let postgres: PostgresServer | undefined;
  try {
    if (run.isOnPostgres) postgres = await startPostgresServer();
    const onKill = (kill: number): void => {
      if (kill % 10 === 0) console.log(`  ${kill} kills`);
    };
    const killed = run.isPostgresKilled ? { postgres } : {};
    const where = { dataDir: dir.path, databaseUrl: postgres?.url, roles: run.roles };
    return print(await crashRun({ ...where, ...killed, ...how, onKill }));
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

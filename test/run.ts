/** `npm test`: every check and every test, in one run. Arguments go to vitest: `npm test -- test/refs`. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addCounts, type Counts, countResults, summaryLine, type VitestReport } from './support/count-results.ts';
import { makeTempDir } from './support/temp-dir.ts';

interface Check {
  readonly title: string;
  /** A script of Node's and its arguments, from the top of the repository. */
  readonly command: readonly string[];
}

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PRELOAD = `${process.env['NODE_OPTIONS'] ?? ''} --import=${new URL('support/quick-resolve.mjs', import.meta.url).href}`;
const TSC = 'node_modules/typescript/bin/tsc';

const CHECKS: readonly Check[] = [
  ...['shared', 'server', 'widget', 'test'].map((part) => ({ title: `types of ${part}`, command: [TSC, '-p', part] })),
  { title: 'lint', command: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  { title: 'format', command: ['node_modules/oxfmt/bin/oxfmt', '--check'] },
  { title: 'build of the widget', command: ['widget/build.ts'] },
];

/** What runs side by side, for browsers let one processor wait; last what measures time and wants the machine for itself. */
const STAGES: readonly (readonly (readonly string[])[])[] = [
  [['architecture', 'unit', 'defences'], ['browser']],
  [['speed']],
];

/** Runs a script and answers how it ended; a signal counts as 1. Its output passes through, or is shown when it has ended. */
async function run(command: readonly string[], isHeld = false): Promise<number> {
  return await new Promise((resolve) => {
    const output = isHeld ? 'pipe' : 'inherit';
    // The servers that tests start by the dozen need not compile and find everything again each time.
    const env = { ...process.env, NODE_COMPILE_CACHE: compiled.path, NODE_OPTIONS: PRELOAD };
    const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: ['ignore', output, output] });
    const held: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => held.push(chunk));
    child.once('error', () => resolve(1));
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}

async function runCheck({ title, command }: Check): Promise<Counts> {
  const begun = performance.now();
  const passed = (await run(command)) === 0;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(` ${passed ? '✓' : '×'} ${title} (${seconds} s)`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

async function runAllTests(): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const stage of STAGES) {
    const runs = stage.map((projects, index) =>
      runTests(
        projects.map((name) => `--project=${name}`),
        index > 0,
      ),
    );
    counts.push(...(await Promise.all(runs)));
  }
  return counts;
}

async function runTests(args: readonly string[], isHeld = false): Promise<Counts> {
  const dir = await makeTempDir('report');
  const file = join(dir.path, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitCode = await run(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], isHeld);
    return countResults(await readReport(file), exitCode);
  } finally {
    await dir.remove();
  }
}

async function readReport(file: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined; // vitest ended before it could write one, which counts as a failure
  }
}

const args = process.argv.slice(2);
const compiled = await makeTempDir('compiled');
const parts: Counts[] = [];
for (const check of CHECKS) parts.push(await runCheck(check));
parts.push(...(args.length > 0 ? [await runTests(args)] : await runAllTests()));
await compiled.remove();

const counts = addCounts(parts);
// A selection (`-t`) leaves the others out on purpose; in a full run nothing may be left out.
const isGood = counts.failed === 0 && (counts.skipped === 0 || args.length > 0);
process.exitCode = isGood ? 0 : 1;
console.log(summaryLine(counts));

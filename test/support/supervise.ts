/**
 * Runs a program for as long as the process that started this one lives: `node supervise.ts <folder> <command as JSON>`.
 * When standard input closes, which it does even at a SIGKILL, the program is stopped and the folder removed, unless
 * something was written there before: `crash` also kills the program.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const PATIENCE_MS = 20_000; // it writes down all it has in memory, on a disk that may be slow
const [folder = '', command = ''] = process.argv.slice(2);
const { program, args, account }: { program: string; args: string[]; account?: object } = JSON.parse(command);

let isKept = false;
const child = spawn(program, args, { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
child.once('error', (error) => console.error(error.message));
child.once('close', (code) => {
  if (!isKept) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(code ?? 1);
});

// SIGINT is Postgres' fast shutdown: it closes open connections instead of waiting for them.
function stop(): void {
  child.kill('SIGINT');
  setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
}

function keep(word: Buffer): void {
  isKept = true;
  if (word.toString() === 'crash') child.kill('SIGKILL');
}

process.stdin.on('data', keep).once('close', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

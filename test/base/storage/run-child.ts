import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('sqlite-child.ts', import.meta.url));

/** A child that has said its line and may still run. */
export interface Child {
  readonly said: Record<string, unknown>;
  /** Ends it without warning and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts sqlite-child.ts in a process of its own and waits for the line it prints. */
export async function runChild(args: readonly string[], options: { fileLimitKb?: number } = {}): Promise<Child> {
  // sh counts in blocks of 512 bytes
  const limit = options.fileLimitKb ? `ulimit -f ${options.fileLimitKb * 2}; ` : '';
  const command = ['-c', `${limit}exec "$@"`, 'sh', process.execPath, CHILD, ...args];
  const child = spawn('sh', command, { stdio: ['ignore', 'pipe', 'pipe'] });
  return { said: await firstLine(child), kill: () => kill(child) };
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  let complaints = '';
  child.stderr?.on('data', (chunk) => (complaints += String(chunk)));
  if (!child.stdout) throw new Error('The child has no output.');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`The child said nothing: ${complaints}`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

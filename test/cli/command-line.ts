import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What `threadtie` runs. */
export const ENTRY = fileURLToPath(new URL('../../server/cli/threadtie.js', import.meta.url));

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that runs in a process of its own. */
export interface Running {
  /** What it has printed so far. */
  readonly said: { out: string; err: string };
  readonly ended: Promise<Ended>;
}

/** Starts a command; nothing but what is given here stands in its environment. */
export function start(args: readonly string[], env: Record<string, string> = {}, input = ''): Running {
  const child = spawn(process.execPath, [ENTRY, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += String(text)));
  child.stderr.on('data', (text) => (said.err += String(text)));
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { said, ended: closed.then((code) => ({ code, ...said })) };
}

/** Types a command and waits for its end. */
export async function type(args: readonly string[], env: Record<string, string> = {}, input = ''): Promise<Ended> {
  return await start(args, env, input).ended;
}

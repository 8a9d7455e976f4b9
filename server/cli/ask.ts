import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './usage-error.ts';

/** Whether somebody sits at a terminal who can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks for a line at the terminal. The question goes to the error stream: what is printed stays clean. */
export async function ask(question: string): Promise<string> {
  return (await readAnswer(question, process.stderr)).trim();
}

/** Asks for a line that is not shown while it is typed. */
export async function askHidden(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return (await readAnswer(question, nowhere)).trim();
  } finally {
    process.stderr.write('\n');
  }
}

/** Everything that a pipe or a file brings. */
export async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8').trim();
}

async function readAnswer(question: string, output: Writable): Promise<string> {
  // `terminal`: the line is edited here and shown on `output` alone, so that the terminal itself echoes nothing.
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  terminal.once('close', () => reject(new UsageError('Nothing was answered.')));
  terminal.once('SIGINT', () => terminal.close());
  // Only now, when nothing typed is echoed any more, is the question put: an answer may follow at once.
  if (output !== process.stderr) process.stderr.write(question);
  void terminal.question(question).then(resolve, reject);
  try {
    return await promise;
  } finally {
    terminal.close();
  }
}

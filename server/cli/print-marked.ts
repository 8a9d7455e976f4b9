import type { Writable } from 'node:stream';
import { type Mark, paint } from './paint.ts';
import { printable } from './print.ts';

/** A word that says how it stands, what it is about, and what to do. */
export interface MarkedLine {
  readonly mark: Mark;
  readonly word: string;
  readonly text: string;
  readonly fix?: string | null | undefined;
}

const WIDTH = 9;

/** Prints a line that begins with a marked word; what to do stands below it. */
export function printMarked({ mark, word, text, fix }: MarkedLine, stream: Writable = process.stdout): void {
  const indent = ' '.repeat(WIDTH);
  const body = printable(text).replaceAll('\n', `\n${indent}`);
  stream.write(`${paint(mark, word, stream)}${' '.repeat(Math.max(1, WIDTH - word.length))}${body}\n`);
  if (fix) stream.write(`${indent}-> ${printable(fix).replaceAll('\n', `\n${indent}   `)}\n`);
}

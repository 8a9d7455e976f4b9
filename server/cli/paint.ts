import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { printable } from './print.ts';

/** How something stands, as it is marked in what people read. */
export type Mark = 'good' | 'bad' | 'doubtful' | 'quiet';

const STYLES = { good: 'green', bad: 'red', doubtful: 'yellow', quiet: 'dim' } as const;

/** A word in the colour of its mark, where the stream is a terminal that shows colours and NO_COLOR is not set. */
export function paint(mark: Mark, word: string, stream: Writable = process.stdout): string {
  return styleText(STYLES[mark], printable(word), { stream });
}

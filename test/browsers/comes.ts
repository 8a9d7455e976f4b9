import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { EngineHung } from './engines/engine-hung.ts';

const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 50;

/** Waits until what is read is what is expected; while a page comes or goes, reading it may fail. */
export async function comes(readIt: () => unknown, expected: unknown, what: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await (async () => await readIt())().catch(messageOf);
    if (isDeepStrictEqual(seen, expected)) return;
    const stayed = `${what} stayed ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`;
    if (performance.now() > giveUpAt) throw new Error(stayed);
    await sleep(LOOK_EVERY_MS);
  }
}

function messageOf(error: unknown): string {
  if (error instanceof EngineHung) throw error;
  return String(error);
}

import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 50;

/** A place in the window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Finds where to press an element, once it has come to rest: a pointer that aims at what moves hits something else.
 * `read` finds through shadow roots.
 * @throws when it is not to be seen
 */
export async function findMiddle(read: <T>(expression: string) => Promise<T>, selector: string): Promise<Point> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let before = '';
  while (performance.now() < giveUpAt) {
    const now = await read<string>(look(selector));
    const [x = 0, y = 0] = now.split(' ').map(Number);
    if (now && now === before) return { x, y };
    before = now;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`${selector} is not to be seen`);
}

// As text: a page may have given arrays and objects more than a driver can read.
const look = (selector: string): string => `(() => {
  const element = find(${JSON.stringify(selector)});
  if (!element?.checkVisibility({ visibilityProperty: true })) return '';
  element.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return width && height ? (x + width / 2) + ' ' + (y + height / 2) : '';
})()`;

import { CLICK_KINDS } from './click-kinds.ts';
import type { EventKind } from './event-kind.ts';
import { INSTAGRAM_KINDS } from './instagram-kinds.ts';
import { MESSAGE_KINDS } from './message-kinds.ts';
import { PAGE_KINDS } from './page-kinds.ts';
import { THREAD_KINDS } from './thread-kinds.ts';

/** Every kind and variant of event that the simulator can make, by name. */
export const EVENT_KINDS: ReadonlyMap<string, EventKind> = new Map(
  [...MESSAGE_KINDS, ...CLICK_KINDS, ...THREAD_KINDS, ...PAGE_KINDS, ...INSTAGRAM_KINDS].map((one) => [one.kind, one]),
);

import { createBubbleAttendant } from '../bubble/create-bubble-attendant.ts';
import type { Kit } from '../kit.ts';

/** Has a bubble show what it says while its panel is closed. */
export let attendBubble: ReturnType<typeof createBubbleAttendant>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  attendBubble = createBubbleAttendant(kit);
}

import { offerCodes } from '../chat-code/offer-codes.ts';
import type { Kit } from '../kit.ts';

/** From now on entry points with the attribute `chat-code` offer a code to whoever is signed in. */
export function define(kit: Kit): void {
  offerCodes(kit);
}

import { z } from 'zod';

/** `POST /control/sdk`: how the pretended plugins behave; what is left out stays. */
export const SdkChange = z
  .strictObject({
    /** Whether the browser has a session there; `blocked` is one whose cookies a frame of another site does not get. */
    session: z.enum(['in', 'out', 'blocked']),
    /** What the person does in the confirmation pop-up. */
    popUp: z.enum(['confirmed', 'closed']),
    /** Who hears of an opt-in: either can be without the other, and the webhook may come before the event of the page. */
    tells: z.enum(['page-first', 'webhook-first', 'webhook-only', 'page-only']),
    /** What becomes of a `data-ref` longer than 250 characters, or with others than the documents of all years allow. */
    refs: z.enum(['strict', 'lenient', 'truncating']),
    /** The script is not there, as behind a filter. */
    isBlocked: z.boolean(),
    /** The frames stay empty, and nothing says why. */
    isBlank: z.boolean(),
    /** How long the script takes to arrive. */
    delayMs: z.int().min(0).max(60_000),
  })
  .partial();

/** Everything that can be turned about the plugins. */
export type SdkKnobs = Required<z.output<typeof SdkChange>>;

/** The plugins as they are when nobody turned anything. */
export const SDK_AS_IT_IS: SdkKnobs = {
  session: 'in',
  popUp: 'confirmed',
  tells: 'page-first',
  refs: 'strict',
  isBlocked: false,
  isBlank: false,
  delayMs: 0,
};

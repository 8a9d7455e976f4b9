/** Everything the platform says to us, before it means anything: verified, stored, split, applied in order. */
export { applyParked } from './apply-parked.ts';
export type { EventHandler } from './apply-events.ts';
export { createInbox, type Inbox, type InboxOptions } from './create-inbox.ts';
export { purgeInbox } from './purge-inbox.ts';
export { readRhythm, type Rhythm } from './read-rhythm.ts';
export { acceptRoutes, deliveryRoutes, verificationRoutes } from './routes.ts';
export { inboxTables } from './tables.ts';

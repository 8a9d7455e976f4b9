import { later, MINUTE } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { insertWebLink } from '../store.ts';

const LIFETIME_MS = 15 * MINUTE;

/** A thread, and the site whose account it may be tied to. */
export interface LinkPlace {
  readonly pageId: string;
  readonly psid: string;
  readonly siteId: string;
}

/**
 * An address that this person can open on any device to log in at the site, for 15 minutes; for a URL button in their
 * thread. In the caller's write. The thread is always asked for the number that the page shows.
 */
export async function createWebLink(ctx: Ctx, { pageId, psid, siteId }: LinkPlace): Promise<string> {
  const token = ctx.random.token(256);
  const createdAt = ctx.clock.now();
  const row = { pageId, psid, siteId, createdAt, expiresAt: later(createdAt, LIFETIME_MS), spentAt: null };
  await ctx.storage.write((tx) => insertWebLink(tx, { tokenHash: sha256(token), ...row }));
  return `${ctx.settings.publicUrl}/link/web/${token}`;
}

import { listLinksOfThread } from '../../../account-links/index.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { ThreadtieError } from '../../../base/errors.ts';
import { GraphError, unlinkAccount } from '../../../graph/index.ts';
import { findPageSenders, withPageToken } from '../../../pages/index.ts';
import { selectOpenOf } from '../../attempts/store.ts';

/** What the platform would answer the same way each time. */
const FINAL: readonly string[] = ['give_up', 'our_bug', 'person_unreachable'];

/**
 * Has Messenger forget that somebody is logged in, so that it offers Log In again. Not while a link by its log-in stands or
 * is being confirmed: those were made after whatever asked for this.
 * @throws {GraphError} what may go better another time
 */
export async function unlinkAtPlatform(
  ctx: Ctx,
  thread: { readonly pageId: string; readonly psid: string },
): Promise<void> {
  if (await isLoggedIn(ctx, thread)) return;
  const { pageId, psid } = thread;
  const page = await findPageSenders(ctx, pageId);
  const senders = page?.isConnected && page.platform === 'messenger' ? page.senders : [];
  for (const { appId, fault } of senders) {
    if (fault) continue;
    try {
      await withPageToken(ctx, { pageId, appId }, (caller) => unlinkAccount(ctx, caller, { psid }));
    } catch (error) {
      const isFinal = error instanceof ThreadtieError || (error instanceof GraphError && FINAL.includes(error.verdict));
      if (!isFinal) throw error;
      ctx.log.info({ err: error, pageId, requestId: ctx.requestId }, 'Messenger could not be told of a log-out');
    }
  }
}

async function isLoggedIn(ctx: Ctx, thread: { readonly pageId: string; readonly psid: string }): Promise<boolean> {
  const links = await listLinksOfThread(ctx, thread);
  if (links.some(({ way }) => way === 'messenger')) return true;
  const attempts = await ctx.storage.read((at) => selectOpenOf(at, thread));
  return attempts.some(({ way }) => way === 'messenger');
}

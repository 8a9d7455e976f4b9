import type { Ctx } from '../../../base/ctx.ts';
import { getUserProfile } from '../../../graph/index.ts';
import { findPageSenders, withPageToken } from '../../../pages/index.ts';
import { describePerson } from './describe-person.ts';
import type { ThreadKey } from '../store.ts';

/** A person's name as the site may show it; empty where the platform does not tell. Call it outside of any write. */
export async function readPerson(ctx: Ctx, { pageId, psid }: ThreadKey, siteName: string): Promise<string> {
  const page = await findPageSenders(ctx, pageId);
  const sender = page?.senders.find(({ fault }) => !fault);
  if (!page?.isConnected || !sender) return '';
  const fields = page.platform === 'instagram' ? (['name', 'username'] as const) : (['name', 'firstName'] as const);
  try {
    const profile = await withPageToken(ctx, { pageId, appId: sender.appId }, (caller) =>
      getUserProfile(ctx, caller, { psid, fields }),
    );
    return describePerson(profile.name ?? profile.firstName ?? profile.username, siteName);
  } catch (error) {
    ctx.log.info({ err: error, pageId, requestId: ctx.requestId }, "a person's name could not be asked for");
    return '';
  }
}

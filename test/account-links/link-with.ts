import type { Ctx } from '../../server/base/ctx.ts';
import { PLATFORM } from '../../server/base/actor.ts';
import { linkAccount, type LinkInput, type LinkResult } from '../../server/account-links/index.ts';
import { PAGE_ID, type TestServer } from '../support/server.ts';

/** A proof with everything usual about it but what is said. */
export type Proof = Partial<LinkInput> & Pick<LinkInput, 'siteId' | 'siteUserId' | 'psid'>;

/** Links by this proof, as the room that has checked it does, and answers what came of it. */
export async function linkWith(server: TestServer, proof: Proof): Promise<LinkResult> {
  const ctx: Ctx = { ...server.server.ctx, actor: PLATFORM };
  const results: LinkResult[] = [];
  const usual: Omit<LinkInput, 'siteId' | 'siteUserId' | 'psid'> = {
    label: null,
    pageId: PAGE_ID,
    assurance: 'code',
    way: 'code',
    refId: null,
    address: null,
    agent: null,
    onConflict: 'refuse',
    minimumAssurance: null,
  };
  await linkAccount(ctx, { ...usual, ...proof }, async (result) => void results.push(result));
  const [result] = results;
  if (!result || results.length > 1) throw new Error(`It was told ${results.length} times.`);
  return result;
}

/** What the API lists of a thread: links that stand (or all), history and notifications, oldest first. */
export async function recordsOf(
  server: TestServer,
  siteId: string,
  query = '',
): Promise<Record<'links' | 'history' | 'notifications', Record<string, unknown>[]>> {
  const list = async (path: string): Promise<Record<string, unknown>[]> =>
    (await server.api('GET', `${path}limit=200&siteId=${siteId}${query}`)).body.data.toReversed();
  return {
    links: await list('/v1/account-links?'),
    history: await list('/v1/account-links/history?'),
    notifications: (await server.api('GET', `/v1/notifications?limit=200&siteId=${siteId}`)).body.data.toReversed(),
  };
}

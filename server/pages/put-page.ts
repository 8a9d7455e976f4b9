import type { ConnectedPage, PutPageBody } from '../../shared/api/pages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toConnectedPage } from './connected-page.ts';
import { tokenPurpose } from './seal-purpose.ts';
import { type PageRow, type TokenRow, upsertPage, upsertToken } from './store.ts';

/** Signals that a Page is known from now on; the subject is its id. */
export const PAGE_CONNECTED = 'pages.connected';

/** Makes a Page known, with the token that one app has for it. Doing it again replaces name and token. Nothing is called. */
export async function putPage(ctx: Ctx, id: string, appId: string, input: PutPageBody): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  const { name, platform, username } = input;
  const page = { id, name, platform, username, instagramId: null, linkedPageId: null };
  const stored = await keepPage(ctx, page, { appId, accessToken: input.accessToken }, 'page.put');
  return await toConnectedPage(ctx, stored);
}

/** What is known of a Page beside its token. */
export type KnownPage = Pick<PageRow, 'id' | 'name' | 'platform' | 'instagramId' | 'linkedPageId'> & {
  readonly username?: string | null | undefined;
};

/** A token to be sealed, and what is known of it. */
export type NewToken = { readonly appId: string; readonly accessToken: string } & Partial<
  Pick<TokenRow, 'expiresAt' | 'dataAccessExpiresAt' | 'scopes' | 'tasks' | 'userId' | 'checkedAt'>
>;

/** Stores a Page and an app's token for it in one write, with who did it; parked events of the Page are applied then. */
export async function keepPage(ctx: Ctx, page: KnownPage, token: NewToken, action: string): Promise<PageRow> {
  const now = ctx.clock.now();
  const { accessToken, ...known } = token;
  const sealedToken = ctx.secretBox.seal(accessToken, tokenPurpose(token.appId, page.id));
  return await ctx.storage.write(async (tx) => {
    const fresh = { repairsItself: true, disconnectedAt: null, createdAt: now, updatedAt: now };
    const stored = await upsertPage(tx, { ...page, username: page.username ?? null, ...fresh });
    await upsertToken(tx, { ...NOTHING_KNOWN, ...known, pageId: page.id, sealedToken, updatedAt: now });
    await recordAudit(ctx, { action, subject: page.id, siteId: null });
    tx.afterCommit(() => ctx.signals.send(PAGE_CONNECTED, page.id));
    return stored;
  });
}

const NOTHING_KNOWN = {
  state: 'live',
  problem: null,
  expiresAt: null,
  dataAccessExpiresAt: null,
  scopes: null,
  tasks: null,
  userId: null,
  checkedAt: null,
} as const;

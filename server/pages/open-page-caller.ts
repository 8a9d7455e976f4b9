import { openAppSecret } from '../apps/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import type { GraphCaller } from '../graph/index.ts';
import { tokenPurpose } from './seal-purpose.ts';
import { type AppPage, selectToken, type TokenRow } from './store.ts';

/** The caller that acts for a Page, and what is known of its token. */
export interface PageCaller {
  readonly caller: GraphCaller;
  readonly token: TokenRow;
}

/**
 * Opens the token that an app has for a Page, whatever is known of it.
 * @throws {ThreadtieError} `not_found` when the app has none
 */
export async function openPageCaller(ctx: Ctx, { pageId, appId }: AppPage): Promise<PageCaller> {
  const token = await ctx.storage.read((at) => selectToken(at, { pageId, appId }));
  if (!token) {
    throw new ThreadtieError(
      'not_found',
      `The app "${appId}" has no token for the Page "${pageId}".`,
      'Connect the Page with this app.',
    );
  }
  const appSecret = await openAppSecret(ctx, appId);
  const opened = ctx.secretBox.open(token.sealedToken, tokenPurpose(appId, pageId));
  return { caller: { token: opened, appId, appSecret, pageId }, token };
}

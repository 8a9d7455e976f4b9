import type { CreateLinkCodeBody } from '../../../shared/api/link-codes.ts';
import { isAsStrong } from '../../account-links/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { notFound, ThreadtieError } from '../../base/errors.ts';
import {
  assertSiteOrigin,
  fetchOwnEntryPoint,
  findEntryPointByKey,
  type FoundEntryPoint,
} from '../../entry-points/index.ts';
import { describeIdentity } from '../../refs/index.ts';
import { getSiteSettings, maskAccount, type SiteUser, useUserToken, verifyUserToken } from '../../sites/index.ts';

/** An account, and what uses its proof up. */
export interface CodeAccount {
  readonly user: SiteUser;
  /** Inside the write that takes the proof. @throws {ThreadtieError} `link_code_refused`: it was used before */
  use(): Promise<void>;
}

/**
 * The entry point a code may be given out for.
 * @throws {ThreadtieError} `not_found`, also for another site's; `origin_not_allowed`, `missing_scope`, `link_code_refused`
 */
export async function findCodeEntryPoint(
  ctx: Ctx,
  { entryPoint: key, siteUserId }: CreateLinkCodeBody,
  origin: string | undefined,
): Promise<FoundEntryPoint> {
  const entryPoint =
    siteUserId === undefined
      ? await findEntryPointByKey(ctx, key)
      : await fetchOwnEntryPoint(ctx, key, 'account-links:write');
  if (!entryPoint) throw notFound('entry point', key);
  await assertSiteOrigin(ctx, entryPoint.siteId, origin);
  if (entryPoint.status !== 'active') {
    throw refused('The entry point is paused or archived.', 'Use another one, or put it into use again.');
  }
  if (entryPoint.linkPolicy === 'off') {
    throw refused("The entry point's link policy is off.", 'Choose another one: PATCH /v1/entry-points/{key}.');
  }
  const { minimumAssurance } = (await getSiteSettings(ctx, entryPoint.siteId)).linking;
  if (isAsStrong('code', minimumAssurance)) return entryPoint;
  throw refused('The site asks for a better proof than a code.', "Lower the site's linking.minimumAssurance to code.");
}

/**
 * The account a code is asked for: proven by a user token, or named by whoever holds an API key that may.
 * @throws {ThreadtieError} `invalid_request`, `link_code_refused`
 */
export async function proveCodeAccount(ctx: Ctx, siteId: string, input: CreateLinkCodeBody): Promise<CodeAccount> {
  const { userToken, siteUserId, label = '' } = input;
  if ((userToken === undefined) === (siteUserId === undefined)) {
    throw new ThreadtieError(
      'invalid_request',
      'Expected either "userToken" or "siteUserId".',
      'A browser sends the token that the back end signed; a back end names the account, with an API key.',
    );
  }
  if (siteUserId !== undefined) {
    const masked = maskAccount({ email: label, name: label }, siteUserId);
    return { user: { siteUserId, label: masked, context: null }, use: async () => undefined };
  }
  const token = await verifyUserToken(ctx, siteId, userToken ?? '');
  if (!token) throw refused('The site takes no user tokens at the moment.', 'Set its userTokens.mode to enforce.');
  if (!token.ok) throw refused(describeIdentity('refused', token.code).message ?? '', TOKEN_HINT);
  return {
    user: token.user,
    async use() {
      if (await useUserToken(ctx, token)) return;
      throw refused(describeIdentity('refused', 'user_token_reused').message ?? '', TOKEN_HINT);
    },
  };
}

const TOKEN_HINT = 'Nothing was given out. Ask again with a token that holds.';

function refused(message: string, hint: string): ThreadtieError {
  return new ThreadtieError('link_code_refused', message, hint);
}

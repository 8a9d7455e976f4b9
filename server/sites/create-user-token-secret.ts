import {
  type CreatedUserTokenSecret,
  type CreateUserTokenSecretBody,
  MAX_USER_TOKEN_SECRETS,
} from '../../shared/api/user-tokens.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { constantTimeEqual } from '../base/crypto/hash.ts';
import { notFound, ThreadtieError } from '../base/errors.ts';
import { newSecret } from './new-secret.ts';
import { sealPurpose } from './site.ts';
import { lockSite, updateSiteRow } from './store.ts';

/**
 * Adds a secret beside the one there is, so that the back end can change over without a token failing. It is answered this once.
 * @throws {ThreadtieError} `not_found`, `limit_reached` (there are two), `already_exists` (the same secret)
 */
export async function createUserTokenSecret(
  ctx: Ctx,
  siteId: string,
  input: CreateUserTokenSecretBody,
): Promise<CreatedUserTokenSecret> {
  requireScope(ctx.actor, 'sites:write', siteId);
  const { secret, stored } = newSecret(ctx, siteId, input.secret);
  await ctx.storage.write(async (tx) => {
    const site = await lockSite(tx, siteId, ctx.clock.now());
    if (!site) throw notFound('site', siteId);
    const { userTokenSecrets: secrets } = site;
    if (secrets.length >= MAX_USER_TOKEN_SECRETS) throw tooMany();
    if (secrets.some(({ sealed }) => constantTimeEqual(ctx.secretBox.open(sealed, sealPurpose(siteId)), secret)))
      throw sameAgain();
    await updateSiteRow(tx, siteId, { userTokenSecrets: [...secrets, stored] });
    await recordAudit(ctx, { action: 'site.user_token_secret_created', subject: stored.id, siteId });
  });
  return { id: stored.id, createdAt: stored.createdAt, secret };
}

function tooMany(): ThreadtieError {
  return new ThreadtieError(
    'limit_reached',
    `A site has at most ${MAX_USER_TOKEN_SECRETS} secrets for user tokens at a time.`,
    'Remove the one that no back end signs with any more: DELETE /v1/sites/{id}/user-token-secrets/{secretId}.',
  );
}

function sameAgain(): ThreadtieError {
  return new ThreadtieError(
    'already_exists',
    'The site has this very secret already.',
    'Leave "secret" out to have a random one made, or give another.',
  );
}

import type { Actor } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { ThreadtieError } from '../base/errors.ts';
import { selectKeyByHash } from './store.ts';

/**
 * Who calls, by the `Authorization` header. The key is looked up by its hash, so that no comparison depends on the key.
 * @returns null when there is no such header
 * @throws {ThreadtieError} `unauthenticated` when the key is unknown or revoked
 */
export async function authenticateApiKey(ctx: Ctx, authorization: string | undefined): Promise<Actor | null> {
  if (authorization === undefined) return null;
  const key = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
  const row = key ? await ctx.storage.read((at) => selectKeyByHash(at, sha256(key))) : undefined;
  if (row && row.revokedAt === null) return { type: 'api-key', id: row.id, scopes: row.scopes, siteId: row.siteId };
  throw new ThreadtieError(
    'unauthenticated',
    'This API key is not known, or it was revoked.',
    'Send a valid key as "Authorization: Bearer <key>".',
  );
}

import type { Ctx } from '../../base/ctx.ts';
import { GuardedFetchError } from '../../base/http/guarded-fetch-error.ts';
import { noteJwksFailure, putJwks } from '../jwks-store.ts';
import { type ReadJwks, readJwks } from './read-jwks.ts';

const NO_JWKS = 'The address answered, but not with a JWKS: {"keys": [...]}.';

/**
 * Asks the site's address for its keys, once for all who want them at that moment. A good answer takes the place of the keys before; any
 * other leaves them, and is written down. Not inside a write.
 */
export async function refreshJwks(ctx: Ctx, siteId: string, url: string): Promise<void> {
  await ctx.flights.share(`jwks ${siteId} ${url}`, async () => {
    const read = await fetchJwks(ctx, url);
    const now = ctx.clock.now();
    if (typeof read !== 'string') {
      const row = { siteId, url, ...read, fetchedAt: now, triedAt: now, failingSince: null, failure: null };
      await ctx.storage.write((tx) => putJwks(tx, row));
      return;
    }
    ctx.log.warn({ siteId }, 'the keys of a site could not be read from its address');
    await ctx.storage.write((tx) => noteJwksFailure(tx, { siteId, url, failure: read, now }));
  });
}

async function fetchJwks(ctx: Ctx, url: string): Promise<ReadJwks | string> {
  try {
    const answer = await ctx.guardedFetch(url, { headers: { accept: 'application/jwk-set+json, application/json' } });
    if (answer.status !== 200) return `The address answered with status ${answer.status}.`;
    return readJwks(parse(await answer.text())) ?? NO_JWKS;
  } catch (error) {
    if (error instanceof GuardedFetchError) return error.message;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { Bug } from '../../base/errors.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';

/** A person's token that lives for about two months. */
export interface LongLivedToken {
  readonly token: string;
  /** null when the platform does not say. */
  readonly expiresAt: Date | null;
}

const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().nullish() });

/**
 * Exchanges a person's token for a long-lived one. It is the only call that is documented to carry tokens in the query; its
 * address is never logged.
 * @param caller the app itself, by `appCaller`
 * @throws {GraphError}
 * @see https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
 */
export async function exchangeUserToken(
  ctx: Ctx,
  caller: GraphCaller,
  { userToken }: { readonly userToken: string },
): Promise<LongLivedToken> {
  const { appId, appSecret } = caller;
  if (appSecret === undefined) throw new Bug('A token is exchanged in the name of the app, which needs its secret.');
  const query = {
    grant_type: 'fb_exchange_token',
    client_id: appId,
    client_secret: appSecret,
    fb_exchange_token: userToken,
  };
  const found = await callGraph(ctx, caller, {
    name: 'exchangeUserToken',
    method: 'GET',
    path: ['oauth', 'access_token'],
    query,
    answer,
    isWithoutToken: true,
  });
  const expiresAt = found.expires_in ? later(ctx.clock.now(), found.expires_in * 1000) : null;
  return { token: found.access_token, expiresAt };
}

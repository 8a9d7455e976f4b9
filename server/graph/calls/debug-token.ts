import { z } from 'zod';
import type { ProblemCode } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import { classifyError } from '../errors/classify-error.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';
import { instantOrNever } from '../instant-or-never.ts';

/** What the platform says about a token. */
export interface TokenReport {
  readonly isValid: boolean;
  /** The app it was made for. */
  readonly appId: string | null;
  /** `PAGE`, `USER`, `APP`. */
  readonly type: string | null;
  /** The person it was made for. */
  readonly userId: string | null;
  /** The Page it belongs to. */
  readonly profileId: string | null;
  /** null: it does not expire by itself. */
  readonly expiresAt: Date | null;
  readonly dataAccessExpiresAt: Date | null;
  readonly scopes: readonly string[];
  /** The permissions that hold for some targets only; `targetIds` null: for all. */
  readonly granularScopes: readonly { readonly scope: string; readonly targetIds: readonly string[] | null }[];
  /** Why it is not valid; null while it is. */
  readonly problem: ProblemCode | null;
}

const granularScope = z
  .object({ scope: z.string(), target_ids: z.array(graphId).nullish() })
  .transform(({ scope, target_ids }) => ({ scope, targetIds: target_ids ?? null }));

// That an invalid token comes with an error inside is not documented: it is read where it does.
const inner = z.object({
  code: z.number().nullish(),
  subcode: z.number().nullish(),
  error_subcode: z.number().nullish(),
});

const answer = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: graphId.nullish(),
    type: z.string().nullish(),
    user_id: graphId.nullish(),
    profile_id: graphId.nullish(),
    expires_at: instantOrNever,
    data_access_expires_at: instantOrNever,
    scopes: z.array(z.string()).nullish(),
    granular_scopes: z.array(granularScope).nullish(),
    error: inner.nullish().catch(null),
  }),
});

/**
 * Asks what a token is worth. The token asked about goes in the query, as documented; its address is never logged.
 * @param caller the app itself, by `appCaller`
 * @throws {GraphError}
 * @see https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export async function debugToken(
  ctx: Ctx,
  caller: GraphCaller,
  { token }: { readonly token: string },
): Promise<TokenReport> {
  const query = { input_token: token };
  const { data } = await callGraph(ctx, caller, {
    name: 'debugToken',
    method: 'GET',
    path: ['debug_token'],
    query,
    answer,
  });
  return {
    isValid: data.is_valid,
    appId: data.app_id ?? null,
    type: data.type ?? null,
    userId: data.user_id ?? null,
    profileId: data.profile_id ?? null,
    expiresAt: data.expires_at,
    dataAccessExpiresAt: data.data_access_expires_at,
    scopes: data.scopes ?? [],
    granularScopes: data.granular_scopes ?? [],
    problem: data.is_valid ? null : problemOf(data, ctx.clock.now()),
  };
}

function problemOf({ error, expires_at }: z.infer<typeof answer>['data'], now: Date): ProblemCode {
  const known = error?.code
    ? classifyError({ code: error.code, subcode: error.subcode ?? error.error_subcode }).problem
    : null;
  if (known !== null && known !== 'token_invalid') return known;
  return expires_at !== null && expires_at <= now ? 'token_expired' : 'token_invalid';
}

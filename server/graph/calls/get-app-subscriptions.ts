import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';

/** What the app is told about one kind of object, and where. */
export interface AppSubscription {
  /** `page`, `instagram`. */
  readonly object: string;
  readonly callbackUrl: string | null;
  readonly isActive: boolean;
  readonly fields: readonly { readonly name: string; readonly version: string | null }[];
}

const field = z
  .union([
    z.string().transform((name) => ({ name, version: null })),
    z.object({ name: z.string(), version: z.string().nullish() }),
  ])
  .transform(({ name, version }) => ({ name, version: version ?? null }));

const answer = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string().nullish(),
      active: z.boolean().nullish(),
      fields: z.array(field).nullish(),
    }),
  ),
});

/**
 * The subscriptions of the app itself.
 * @param caller the app itself, by `appCaller`
 * @throws {GraphError}
 */
export async function getAppSubscriptions(
  ctx: Ctx,
  caller: GraphCaller,
  _input: object = {},
): Promise<AppSubscription[]> {
  const path = [caller.appId, 'subscriptions'];
  const { data } = await callGraph(ctx, caller, { name: 'getAppSubscriptions', method: 'GET', path, answer });
  return data.map(({ object, callback_url, active, fields }) => ({
    object,
    callbackUrl: callback_url ?? null,
    isActive: active ?? true,
    fields: fields ?? [],
  }));
}

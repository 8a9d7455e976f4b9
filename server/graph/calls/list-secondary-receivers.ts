import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** An app that shares the Page's threads. */
export interface ReceiverApp {
  readonly id: string;
  readonly name: string | null;
}

const answer = z.object({ data: z.array(z.object({ id: graphId, name: z.string().nullish() })) });

/**
 * The apps that may be handed threads of the Page, by the older way of sharing them.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function listSecondaryReceivers(
  ctx: Ctx,
  caller: GraphCaller,
  _input: object = {},
): Promise<ReceiverApp[]> {
  const { data } = await callGraph(ctx, caller, {
    name: 'listSecondaryReceivers',
    method: 'GET',
    path: ['me', 'secondary_receivers'],
    query: { fields: 'id,name' },
    answer,
  });
  return data.map(({ id, name }) => ({ id, name: name ?? null }));
}

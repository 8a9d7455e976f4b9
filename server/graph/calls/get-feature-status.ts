import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';

/** How the Page shares its threads between apps; null stands for "not told". */
export interface FeatureStatus {
  readonly hopV2: boolean | null;
  readonly messengerMultiApp: boolean | null;
  readonly instagramMultiApp: boolean | null;
}

const flag = z.boolean().nullish();
const answer = z.object({
  messaging_feature_status: z.object({ hop_v2: flag, msgr_multi_app: flag, ig_multi_app: flag }).nullish(),
});

/**
 * Reads how the Page shares its threads between apps.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function getFeatureStatus(ctx: Ctx, caller: GraphCaller, _input: object = {}): Promise<FeatureStatus> {
  const query = { fields: 'messaging_feature_status' };
  const found = await callGraph(ctx, caller, { name: 'getFeatureStatus', method: 'GET', path: ['me'], query, answer });
  const status = found.messaging_feature_status;
  return {
    hopV2: status?.hop_v2 ?? null,
    messengerMultiApp: status?.msgr_multi_app ?? null,
    instagramMultiApp: status?.ig_multi_app ?? null,
  };
}

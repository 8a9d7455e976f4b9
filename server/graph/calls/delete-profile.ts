import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { wireNames } from '../profile/messenger-profile.ts';
import { successAnswer } from '../success-answer.ts';
import type { ProfileFields } from './get-profile.ts';

/**
 * Removes properties of the Page's Messenger profile. Repeated when no answer comes: what is gone stays gone. Counts
 * against ten calls in ten minutes.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function deleteProfile(ctx: Ctx, caller: GraphCaller, input: ProfileFields): Promise<void> {
  await callGraph(ctx, caller, {
    name: 'deleteProfile',
    method: 'DELETE',
    path: ['me', 'messenger_profile'],
    query: { platform: input.platform },
    body: { fields: wireNames(input.fields) },
    answer: successAnswer,
    isRepeatable: true,
    isProfileCall: true,
  });
}

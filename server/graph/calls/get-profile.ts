import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import {
  type MessengerProfile,
  profileAnswer,
  type ProfileField,
  type ProfilePlatform,
  wireNames,
} from '../profile/messenger-profile.ts';

/** Which properties of which profile. */
export interface ProfileFields {
  readonly fields: readonly ProfileField[];
  readonly platform?: ProfilePlatform;
}

/**
 * Reads properties of the Page's Messenger profile. Counts against ten calls in ten minutes.
 * @param caller with the Page's token
 * @throws {GraphError}
 * @see https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api
 */
export async function getProfile(ctx: Ctx, caller: GraphCaller, input: ProfileFields): Promise<MessengerProfile> {
  return await callGraph(ctx, caller, {
    name: 'getProfile',
    method: 'GET',
    path: ['me', 'messenger_profile'],
    query: { fields: wireNames(input.fields).join(','), platform: input.platform },
    answer: profileAnswer,
    isProfileCall: true,
  });
}

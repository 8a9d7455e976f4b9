import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { type MessengerProfile, type ProfilePlatform, toWire } from '../profile/messenger-profile.ts';
import { successAnswer } from '../success-answer.ts';

/** What a profile is to say. */
export interface SetProfileInput {
  /** Each is replaced as a whole; what is not named stays. */
  readonly properties: MessengerProfile;
  readonly platform?: ProfilePlatform;
}

/**
 * Sets properties of the Page's Messenger profile. Repeated when no answer comes: it sets the same again. Counts against
 * ten calls in ten minutes.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function setProfile(ctx: Ctx, caller: GraphCaller, input: SetProfileInput): Promise<void> {
  await callGraph(ctx, caller, {
    name: 'setProfile',
    method: 'POST',
    path: ['me', 'messenger_profile'],
    body: { ...toWire(input.properties), platform: input.platform },
    answer: successAnswer,
    isRepeatable: true,
    isProfileCall: true,
  });
}

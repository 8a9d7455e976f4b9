import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

const WIRE_NAMES = {
  name: 'name',
  firstName: 'first_name',
  lastName: 'last_name',
  profilePic: 'profile_pic',
  locale: 'locale',
  timezone: 'timezone',
  gender: 'gender',
  username: 'username',
} as const;

/** Something that can be asked about a person; some of it needs permissions of its own, `username` is Instagram's. */
export type UserProfileField = keyof typeof WIRE_NAMES;

/** What the platform tells about a person; null where it was not asked for or is not told. */
export interface UserProfile {
  readonly id: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** An address that soon stops working. */
  readonly profilePic: string | null;
  readonly locale: string | null;
  /** Hours from Greenwich. */
  readonly timezone: number | null;
  readonly gender: string | null;
  readonly username: string | null;
}

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const answer = z.object({
  id: graphId,
  name: text,
  first_name: text,
  last_name: text,
  profile_pic: text,
  locale: text,
  timezone: z.number().nullish(),
  gender: text,
  username: text,
});

/**
 * Reads a person's profile.
 * @param caller with the Page's token
 * @throws {GraphError} code 100, subcode 2018218 when the person has none
 * @see https://developers.facebook.com/docs/messenger-platform/identity/user-profile
 */
export async function getUserProfile(
  ctx: Ctx,
  caller: GraphCaller,
  { psid, fields }: { readonly psid: string; readonly fields: readonly UserProfileField[] },
): Promise<UserProfile> {
  const query = { fields: ['id', ...fields.map((field) => WIRE_NAMES[field])].join(',') };
  const found = await callGraph(ctx, caller, { name: 'getUserProfile', method: 'GET', path: [psid], query, answer });
  const { first_name: firstName, last_name: lastName, profile_pic: profilePic, timezone, ...rest } = found;
  return { ...rest, firstName, lastName, profilePic, timezone: timezone ?? null };
}

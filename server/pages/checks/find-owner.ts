import type { Ctx } from '../../base/ctx.ts';
import { getPage, type GraphCaller } from '../../graph/index.ts';
import type { PageRow } from '../store.ts';
import type { TokenFacts } from './judge-token.ts';
import { see } from './seen.ts';

/** Which Page a token that acts for an Instagram account belongs to. */
export interface Owner {
  /** The Page the account is linked to, as far as it is known. */
  readonly linkedPageId: string | null;
  /** true: the token is that of some Page, and whether the account is linked to it was not told. */
  readonly isUnknown: boolean;
  /** true: it was not known before. */
  readonly isNew: boolean;
}

/**
 * Finds the Page that an Instagram account is linked to, by asking the Page whose token it has. Nothing is asked of a Page,
 * or when it is known already. A Page that names no account may only not be allowed to tell: that is unknown.
 */
export async function findOwner(
  ctx: Ctx,
  caller: GraphCaller,
  { id, platform, linkedPageId }: Pick<PageRow, 'id' | 'platform' | 'linkedPageId'>,
  facts: TokenFacts | null,
): Promise<Owner> {
  const profileId = facts?.isValid && facts.type !== 'USER' ? facts.profileId : null;
  if (platform !== 'instagram' || profileId === null || [id, linkedPageId].includes(profileId)) {
    return { linkedPageId, isUnknown: false, isNew: false };
  }
  const seen = await see(getPage(ctx, caller, { pageId: profileId }));
  if (seen.error) return { linkedPageId, isUnknown: true, isNew: false };
  const { instagramId, isPublished, link } = seen.value;
  if (instagramId === id) return { linkedPageId: profileId, isUnknown: false, isNew: true };
  const isTold = instagramId !== null || ((isPublished !== null || link !== null) && mayTell(facts));
  return { linkedPageId, isUnknown: !isTold, isNew: false };
}

function mayTell(facts: TokenFacts | null): boolean {
  return facts?.scopes.includes('instagram_basic') ?? false;
}

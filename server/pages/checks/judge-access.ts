import type { Check } from '../../../shared/api/pages.ts';
import type { PageRow, TokenRow } from '../store.ts';
import { type Finding, set } from './check-catalogue.ts';
import { judgeDead, judgeTasks, judgeToken, type TokenFacts } from './judge-token.ts';
import type { PageLook } from './look-at-page.ts';
import type { Seen } from './seen.ts';

/** What shows whether a token can be used. */
export interface Access {
  /** null: it was not inspected this time. */
  readonly facts: Seen<TokenFacts> | null;
  readonly token: TokenRow;
  readonly page: PageRow;
  readonly before: readonly Check[];
  readonly look: PageLook | null;
  /** true: whether the Page of the token is that of the Instagram account was not told. */
  readonly isOwnerUnknown: boolean;
}

/** The token, as it was inspected; one that the platform did not judge may still be refused when it is used. */
export function judgeAccess({ facts, token, page, look, before, isOwnerUnknown }: Access): Finding[] {
  const refusal = [look?.subscribed.error, look?.facts?.error].find((error) => error?.verdict === 'page_broken');
  const problem = facts?.value ? null : (refusal?.problem ?? (token.state === 'dead' ? token.problem : null));
  const judged = facts
    ? judgeToken(facts, token, page, isOwnerUnknown)
    : [...asBefore(before, look), judgeTasks(token)];
  return problem ? [...judgeDead(problem, null), ...judged.filter(({ name }) => name === 'page_tasks')] : judged;
}

/** A token that was never inspected is known to be good when the platform takes it. */
function asBefore(before: readonly Check[], look: PageLook | null): Finding[] {
  const known = before.filter((check) => isOfToken(check) && (check.state === 'set' || check.name === 'permissions'));
  const works = look?.subscribed.value && !known.some(({ name }) => name === 'page_token');
  return works ? [...known, set('page_token', 'The platform takes the token. It was not inspected yet.')] : known;
}

/** What only an inspection of the token shows. */
export function isOfToken({ name }: Finding): boolean {
  return name === 'page_token' || name === 'permissions';
}

import type { ProblemCode } from '../../../shared/api/pages.ts';
import type { debugToken } from '../../graph/index.ts';
import { PROBLEM_GUIDES } from '../health/problem-guide.ts';
import type { PageRow, TokenRow } from '../store.ts';
import { type Finding, missing, set, unknown, wrong } from './check-catalogue.ts';
import { permissionsOf, TASKS } from './needed-rights.ts';
import { type Seen, unseen } from './seen.ts';

/** What the platform says of a token. */
export type TokenFacts = Awaited<ReturnType<typeof debugToken>>;

const RECONNECT =
  'Connect the Page again with a fresh user token of somebody with a role on it: POST /v1/page-connections, or "threadtie connect-page".';

/**
 * What makes a token useless for a Page; null when nothing does. An Instagram account is acted for with the token of the
 * Page it is linked to, which has to be known.
 */
export function tokenProblem(facts: TokenFacts, page: Pick<PageRow, 'id' | 'linkedPageId'>): ProblemCode | null {
  if (!facts.isValid) return facts.problem ?? 'token_invalid';
  const own = [page.id, page.linkedPageId];
  if (facts.type === 'USER') return 'token_invalid';
  if (facts.profileId !== null && !own.includes(facts.profileId)) return 'token_of_another_page';
  return null;
}

/** The token, and what its owner allowed and may do. */
export function judgeToken(seen: Seen<TokenFacts>, token: TokenRow, page: PageRow, isOwnerUnknown: boolean): Finding[] {
  const tasks = judgeTasks(token);
  if (seen.error) return [...unseen(['page_token', 'permissions'], seen.error), tasks];
  const facts = seen.value;
  if (isOwnerUnknown && facts.isValid) {
    const detail = `The token is that of the Page "${facts.profileId}". Whether this Instagram account belongs to it could not be seen.`;
    return [unknown('page_token', detail, RECONNECT), judgePermissions(facts, page), tasks];
  }
  const problem = tokenProblem(facts, page);
  if (problem) return [...judgeDead(problem, facts), tasks];
  return [judgeLive(facts), judgePermissions(facts, page), tasks];
}

/** A token that cannot be used. */
export function judgeDead(problem: ProblemCode, facts: Pick<TokenFacts, 'type' | 'profileId'> | null): Finding[] {
  const whose =
    problem === 'token_of_another_page' && facts?.profileId ? ` It belongs to the Page "${facts.profileId}".` : '';
  const kind =
    problem === 'token_invalid' && facts?.type === 'USER' ? ' It is the token of a person, not of a Page.' : '';
  const detail = `${PROBLEM_GUIDES[problem].evidence}${whose}${kind}`;
  return [
    { ...wrong('page_token', detail, RECONNECT), problem },
    unknown('permissions', 'The token has to be mended first.'),
  ];
}

function judgeLive({ expiresAt, dataAccessExpiresAt }: TokenFacts): Finding {
  const until = expiresAt ? `It expires on ${expiresAt.toISOString()}.` : 'It does not expire.';
  const data = dataAccessExpiresAt ? ` Its access to data ends on ${dataAccessExpiresAt.toISOString()}.` : '';
  return { ...set('page_token', `The token is valid. ${until}${data}`), ...(expiresAt ? { fix: RECONNECT } : {}) };
}

function judgePermissions({ scopes, granularScopes }: TokenFacts, page: PageRow): Finding {
  const targets = [page.id, page.linkedPageId, page.instagramId];
  const isGiven = (permission: string): boolean => {
    if (!scopes.includes(permission)) return false;
    const granular = granularScopes.find((each) => each.scope === permission);
    const ids = granular?.targetIds ?? [];
    return ids.length === 0 || ids.some((id) => targets.includes(id));
  };
  const absent = permissionsOf(page.platform).filter((permission) => !isGiven(permission));
  if (absent.length === 0) return set('permissions', 'Every permission that is needed was given.');
  const fix =
    'Create the user token again, tick these permissions and this Page, and connect again. For Pages of others the app also needs Advanced Access (https://developers.facebook.com/apps, App Review).';
  return missing('permissions', `The token lacks ${absent.join(', ')} for this Page.`, fix);
}

/** What the owner of the token may do on the Page, as it was when the Page was connected. */
export function judgeTasks({ tasks }: TokenRow): Finding {
  if (tasks === null) return unknown('page_tasks', 'Tasks are only told when a Page is connected with a user token.');
  const absent = TASKS.filter((task) => !tasks.includes(task));
  if (absent.length === 0) return set('page_tasks', `The person who connected the Page has ${TASKS.join(', ')}.`);
  const fix =
    'An admin of the Page opens Page settings, Page access, and gives that person messages (MESSAGING) and community activity (MODERATE), or full control; then connect again.';
  return missing('page_tasks', `The person who connected the Page lacks ${absent.join(', ')}.`, fix);
}

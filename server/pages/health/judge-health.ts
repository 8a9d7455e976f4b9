import type { Check, CheckName, PageHealth, Problem, ProblemCode } from '../../../shared/api/pages.ts';
import { DAY, later, MINUTE } from '../../base/clock.ts';
import { PROBLEM_GUIDES } from './problem-guide.ts';

/** All that is known of a Page when it is judged. */
export interface Evidence {
  /** As they were at the last look, of all apps. */
  readonly checks: readonly Check[];
  readonly tokens: readonly TokenFacts[];
  readonly callErrors: readonly CallErrorFacts[];
  readonly silence: { readonly since: Date; readonly evidence: string } | null;
  /** The problems of the last judgement: they go on while their check cannot be made. */
  readonly known: readonly Problem[];
}

/** What is known of the token that one app has. */
export interface TokenFacts {
  readonly appId: string;
  readonly state: 'live' | 'dead';
  readonly problem: ProblemCode | null;
  readonly expiresAt: Date | null;
  readonly dataAccessExpiresAt: Date | null;
}

/** A refusal of any call that named what is wrong. */
export interface CallErrorFacts {
  readonly appId: string;
  readonly problem: ProblemCode;
  readonly sentence: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** What the evidence says. */
export interface Judgement {
  readonly health: PageHealth;
  /** The worst first. */
  readonly problems: readonly Problem[];
}

type Finding = Pick<Problem, 'code' | 'appId'> & Partial<Omit<Problem, 'code' | 'appId'>>;

/** How long before its end a token is warned of. */
const WARNING_MS = 7 * DAY;

/** Which problems a check finds: they go on while it cannot be made. */
const FINDS: Partial<Record<CheckName, readonly ProblemCode[]>> = {
  app_credentials: ['app_credentials_wrong'],
  callback_url: ['app_not_subscribed', 'callback_wrong', 'verify_token_mismatch'],
  app_fields: ['fields_missing'],
  page_token: ['token_invalid', 'token_expired', 'token_revoked', 'token_of_another_page'],
  permissions: ['permission_missing'],
  page_tasks: ['task_missing'],
  page_subscription: ['page_not_subscribed'],
  page_fields: ['fields_missing'],
  page_published: ['page_unpublished'],
  get_started: ['get_started_missing'],
  whitelisted_domains: ['domain_missing'],
  thread_control: ['thread_owned_by_other_app'],
  app_mode: ['development_mode'],
};

/** Which later check shows that a refused call would succeed again. */
const DISPROVED_BY: Partial<Record<ProblemCode, CheckName>> = {
  token_invalid: 'page_token',
  token_expired: 'page_token',
  token_revoked: 'page_token',
  token_of_another_page: 'page_token',
  permission_missing: 'permissions',
  task_missing: 'page_tasks',
  app_credentials_wrong: 'app_credentials',
  page_not_subscribed: 'page_subscription',
  page_unpublished: 'page_published',
  page_restricted: 'sending',
  development_mode: 'sending',
  thread_owned_by_other_app: 'sending',
};

/** How long a refused call counts when nothing disproves it. */
const CALL_ERROR_MS = DAY;
const RATE_LIMIT_MS = 30 * MINUTE;

/** Without these nothing can be said to be well. */
const ESSENTIAL: readonly CheckName[] = ['callback_url', 'page_token', 'page_subscription'];

/** Judges a Page: what is wrong, since when, what shows it and what to do; and what that makes of it. */
export function judgeHealth(evidence: Evidence, now: Date): Judgement {
  const found = [
    ...evidence.tokens.flatMap((token) => judgeToken(token, now)),
    ...evidence.checks.flatMap((check) => judgeCheck(check, evidence)),
    ...evidence.callErrors.filter((error) => stillCounts(error, evidence.checks, now)).map(fromCallError),
    ...fromSilence(evidence.silence),
  ];
  const problems = merge(found)
    .map((finding) => complete(finding, evidence.known, now))
    .toSorted((a, b) => Number(a.severity === 'degraded') - Number(b.severity === 'degraded'));
  return { health: healthOf(problems, evidence), problems };
}

function healthOf(problems: readonly Problem[], { checks, tokens }: Evidence): PageHealth {
  if (problems.some(({ severity }) => severity === 'broken')) return 'broken';
  if (problems.length > 0) return 'degraded';
  const isSet = (appId: string, name: CheckName): boolean =>
    checks.some((check) => check.appId === appId && check.name === name && check.state === 'set');
  const isKnown = tokens.length > 0 && tokens.every(({ appId }) => ESSENTIAL.every((name) => isSet(appId, name)));
  return isKnown ? 'ok' : 'unknown';
}

function judgeToken(token: TokenFacts, now: Date): Finding[] {
  const { appId, state, problem, expiresAt, dataAccessExpiresAt } = token;
  if (state === 'dead') return [{ code: problem ?? 'token_invalid', appId }];
  if (expiresAt && expiresAt <= now) return [{ code: 'token_expired', appId }];
  const end = earliest(expiresAt, dataAccessExpiresAt);
  if (!end || end > later(now, WARNING_MS)) return [];
  const what = end === expiresAt ? 'The Page token expires' : "The token's access to data ends";
  return [{ code: 'token_expired', appId, severity: 'degraded', evidence: `${what} on ${end.toISOString()}.` }];
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}

function judgeCheck(check: Check, { known, tokens }: Evidence): Finding[] {
  const { name, appId, state, problem, detail, fix } = check;
  const token = tokens.find((each) => each.appId === appId);
  // A dead token says by itself what is wrong with it; what an app without a token sees is nobody's business.
  if (!token || (name === 'page_token' && token.state === 'dead')) return [];
  if (state === 'unknown') return known.filter((each) => each.appId === appId && FINDS[name]?.includes(each.code));
  if (!problem) return [];
  return [{ code: problem, appId, ...(detail ? { evidence: detail } : {}), ...(fix ? { whatToDo: fix } : {}) }];
}

function stillCounts(error: CallErrorFacts, checks: readonly Check[], now: Date): boolean {
  const lifetime = error.problem === 'rate_limited' ? RATE_LIMIT_MS : CALL_ERROR_MS;
  if (error.lastAt <= later(now, -lifetime)) return false;
  const name = DISPROVED_BY[error.problem];
  const isDisproved = checks.some(
    (check) =>
      check.name === name &&
      check.appId === error.appId &&
      check.state === 'set' &&
      check.checkedAt !== null &&
      new Date(check.checkedAt) > error.lastAt,
  );
  return !isDisproved;
}

function fromCallError({ problem, appId, sentence, firstAt }: CallErrorFacts): Finding {
  return { code: problem, appId, evidence: sentence, since: firstAt.toISOString() };
}

function fromSilence(silence: Evidence['silence']): Finding[] {
  if (!silence) return [];
  return [{ code: 'silent', appId: null, evidence: silence.evidence, since: silence.since.toISOString() }];
}

/** One problem of a kind and app: the first that was found says it, unless a later one is worse. */
function merge(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.appId}`;
    const known = merged.get(key);
    if (!known || (known.severity === 'degraded' && finding.severity !== 'degraded')) merged.set(key, finding);
  }
  return [...merged.values()];
}

function complete(finding: Finding, known: readonly Problem[], now: Date): Problem {
  const { code, appId } = finding;
  const before = known.find((each) => each.code === code && each.appId === appId);
  const guide = PROBLEM_GUIDES[code];
  return {
    code,
    appId,
    severity: finding.severity ?? guide.severity,
    since: before?.since ?? finding.since ?? now.toISOString(),
    evidence: finding.evidence ?? guide.evidence,
    whatToDo: finding.whatToDo ?? guide.whatToDo,
  };
}

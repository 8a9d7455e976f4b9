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
  /** The problems of the last judgement: they go on while the check that found them cannot be made. */
  readonly known: readonly KeptProblem[];
  /** Renewals that did not work. */
  readonly failures: readonly RenewalFailure[];
}

/** A problem, and by which checks it was found: none when something else told of it. */
export type KeptProblem = Problem & { readonly foundBy?: readonly CheckName[] };

/** Why something could not be set again. It counts until what was to be mended is seen to be set. */
export interface RenewalFailure {
  readonly appId: string;
  /** What was to be mended. */
  readonly mends: readonly CheckName[];
  /** null: no problem of the set-up. */
  readonly problem: ProblemCode | null;
  readonly evidence: string;
  readonly whatToDo: string;
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
  readonly problems: readonly KeptProblem[];
}

type Finding = Pick<Problem, 'code' | 'appId'> & Partial<Omit<KeptProblem, 'code' | 'appId'>>;

/** How long before its end a token is warned of. */
const WARNING_MS = 7 * DAY;

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
    ...evidence.failures.flatMap((failure) => judgeFailure(failure, evidence)),
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
  const isKnown =
    tokens.length > 0 && tokens.every(({ appId }) => ESSENTIAL.every((name) => isSet(checks, appId, name)));
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

function judgeCheck(check: Check, { checks, known, tokens, failures }: Evidence): Finding[] {
  const { name, appId, state, problem, detail, fix } = check;
  const token = tokens.find((each) => each.appId === appId);
  // A dead token says by itself what is wrong with it; what an app without a token sees is nobody's business.
  if (!token || (name === 'page_token' && token.state === 'dead')) return [];
  const foundBy = [name];
  if (state === 'unknown') {
    if (name === 'app_mode' && isSet(checks, appId, 'sending')) return []; // who may write is not shut out by the mode
    const before = known.filter((each) => each.appId === appId && each.foundBy?.includes(name));
    return before.map((each) => ({ ...each, foundBy }));
  }
  if (!problem) return [];
  const failure = failures.find((each) => each.appId === appId && each.mends.includes(name));
  const whatToDo = failure?.whatToDo ?? fix;
  return [
    { code: problem, appId, foundBy, ...(detail ? { evidence: detail } : {}), ...(whatToDo ? { whatToDo } : {}) },
  ];
}

function isSet(checks: readonly Check[], appId: string, name: CheckName): boolean {
  return checks.some((check) => check.appId === appId && check.name === name && check.state === 'set');
}

function judgeFailure(failure: RenewalFailure, { checks, tokens }: Evidence): Finding[] {
  const { appId, problem: code, mends, evidence, whatToDo } = failure;
  const isMended = mends.every((name) => isSet(checks, appId, name));
  if (!code || isMended || !tokens.some((token) => token.appId === appId)) return [];
  return [{ code, appId, evidence, whatToDo }];
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
    const first = merged.get(key) ?? finding;
    const isWorse = first.severity === 'degraded' && finding.severity !== 'degraded';
    const foundBy = [...new Set([...(first.foundBy ?? []), ...(finding.foundBy ?? [])])];
    merged.set(key, { ...(isWorse ? finding : first), foundBy });
  }
  return [...merged.values()];
}

function complete(finding: Finding, known: readonly Problem[], now: Date): KeptProblem {
  const { code, appId, foundBy = [] } = finding;
  const before = known.find((each) => each.code === code && each.appId === appId);
  const guide = PROBLEM_GUIDES[code];
  return {
    code,
    appId,
    severity: finding.severity ?? guide.severity,
    since: before?.since ?? finding.since ?? now.toISOString(),
    evidence: finding.evidence ?? guide.evidence,
    whatToDo: finding.whatToDo ?? guide.whatToDo,
    foundBy,
  };
}

/** The problem as it is told: without how it was found. */
export function toProblem({ code, appId, severity, since, evidence, whatToDo }: KeptProblem): Problem {
  return { code, appId, severity, since, evidence, whatToDo };
}

import { MINUTE } from '../../../server/base/clock.ts';

const LOG_IN_MS = 15 * MINUTE;
const CODE_MS = 5 * MINUTE;
/** How late the platform may tell of a code that was brought in time. */
const LATE_MS = 15 * MINUTE;
const QUESTION_MS = 10 * MINUTE;

/** One of the two: a person with their thread, or a browser. */
export type Who = 0 | 1;

/** A link to log in that stood in a thread: good for one consent. */
export interface WebLink {
  readonly madeAt: number;
  isSpent: boolean;
}

/** A linking page that somebody opened: whose thread it is for, in which browser it began, and what was proven since. */
export interface SeenSession {
  readonly person: Who;
  readonly browser: Who;
  readonly way: 'messenger' | 'web';
  readonly link: WebLink | null;
  readonly openedAt: number;
  /** What left for the login and has not come back. */
  state: string | null;
  /** What came back, before its browser is known. */
  parked: { readonly ticket: string; readonly account: string | null } | null;
  /** Whose token the session's own browser came back with. */
  account: string | null;
  /** What it was called then. */
  name: string | null;
  consentedAt: number | null;
  /** What its page told the person to tap in the thread. */
  number: string | null;
  askedAt: number | null;
  isCodeTaken: boolean;
  /** `complete`: it may make one link, in this very step. `choosing`: only once the person gives up another for it. */
  proof: 'missing' | 'complete' | 'choosing';
  isOver: boolean;
}

interface SeenLink {
  readonly person: Who;
  account: string;
}

/** What people and pages could see and did, and which links that allows: nothing of it is read from the server's tables. */
export interface Witness {
  readonly sessions: SeenSession[];
  /** Whose question each thread has now. */
  readonly asking: [SeenSession | null, SeenSession | null];
  readonly links: Map<string, SeenLink>;
}

function shownName(account: string): string {
  return `${account[0] ?? ''}***@shop.example`;
}

/** Somebody opened the address of a thread's log-in. */
export function seeOpened(
  witness: Witness,
  opened: Pick<SeenSession, 'person' | 'browser' | 'way' | 'link' | 'openedAt'>,
): SeenSession {
  const nothing = { state: null, parked: null, account: null, name: null };
  const notYet = { consentedAt: null, number: null, askedAt: null, isCodeTaken: false, proof: 'missing' as const };
  const session = { ...opened, ...nothing, ...notYet, isOver: false };
  witness.sessions.push(session);
  return session;
}

/** A browser was sent to the login: what the session proved before is nothing any more. */
export function seeLeft(session: SeenSession, browser: Who, state: string): void {
  if (browser === session.browser) Object.assign(session, { state, parked: null, account: null });
}

/** A browser came back to the front door with a state, and a token for this account made for this other state. */
export function seeReturned(
  session: SeenSession,
  came: { readonly state: string; readonly ticket: string; readonly account: string; readonly madeFor: string },
): void {
  if (session.state !== came.state) return;
  const account = came.madeFor === came.state ? came.account : null;
  Object.assign(session, { state: null, parked: { ticket: came.ticket, account } });
}

/** A browser went on from there and showed whose it is: another one than began it ends it. */
export function seeWentOn(session: SeenSession, browser: Who, ticket: string): void {
  if (session.parked?.ticket !== ticket) return;
  const { account } = session.parked;
  session.parked = null;
  if (browser === session.browser) Object.assign(session, { account, name: account && shownName(account) });
  else session.isOver = true;
}

/** Somebody pressed Connect on a page that named this account, and it was taken. */
export function seeConsent(session: SeenSession, browser: Who, named: string | null, now: number): void {
  const { account, link, name } = session;
  const isOwn = browser === session.browser && account !== null && named === name;
  const isFresh = now < session.openedAt + LOG_IN_MS && session.consentedAt === null && !session.isOver;
  const isLinkGood = link === null || (!link.isSpent && now < link.madeAt + LOG_IN_MS);
  if (!isOwn || !isFresh || !isLinkGood) return;
  session.consentedAt = now;
  if (link) link.isSpent = true;
}

/** The thread is asked what belongs to this session: the one before counts no more. */
export function seeAsking(witness: Witness, session: SeenSession, now: number): void {
  const before = witness.asking[session.person];
  if (before && before !== session) before.isOver = true;
  witness.asking[session.person] = session;
  session.askedAt = now;
}

/** The platform told that this person brought the code of the session. */
export function seeCode(
  witness: Witness,
  session: SeenSession,
  { person, at, now }: { readonly person: Who; readonly at: number; readonly now: number },
): void {
  const { consentedAt, askedAt, isCodeTaken, isOver } = session;
  if (person !== session.person || consentedAt === null || askedAt !== null || isCodeTaken || isOver) return;
  if (at >= consentedAt + CODE_MS || now > consentedAt + CODE_MS + LATE_MS) return;
  session.isCodeTaken = true;
  seeAsking(witness, session, now);
  if (session.number === null) session.proof = 'complete';
}

/** The person whose thread was asked gave this answer to the session's question. */
export function seeAnswer(witness: Witness, session: SeenSession, answer: string, now: number): void {
  const { askedAt, consentedAt, number, proof } = session;
  const isAsked = witness.asking[session.person] === session && askedAt !== null && now <= askedAt + QUESTION_MS;
  if (!isAsked || session.isOver) return;
  if (answer === 'not_me' || answer === 'keep') session.isOver = true;
  else if (answer === 'replace' && proof === 'choosing') session.proof = 'complete';
  else if (/^\d\d$/.test(answer) && proof === 'missing') {
    if (answer === number && consentedAt !== null) session.proof = 'complete';
    else session.isOver = true;
  }
}

/** Pages and threads told somebody that nothing comes of it. */
export function seeGivenUp(session: SeenSession): void {
  session.isOver = true;
}

/** The site says that an account has another id; null: none any more. */
export function seeChanged(witness: Witness, from: string, to: string | null): void {
  for (const session of witness.sessions.filter(({ account }) => account === from)) {
    if (to === null) session.isOver = true;
    else session.account = to;
  }
  for (const [id, link] of [...witness.links].filter(([, { account }]) => account === from)) {
    if (to === null) witness.links.delete(id);
    else link.account = to;
  }
}

/** A link as the server tells it. */
export interface ToldLink {
  readonly id: string;
  readonly siteUserId: string;
}

/**
 * Whether these links of a thread may stand: each was made by a session that had just proven it all and made no other, and
 * belongs to the same account since. Answers those that may not.
 * @param mayChoose whether the site lets the person choose between two accounts
 */
export function judge(witness: Witness, person: Who, links: readonly ToldLink[], mayChoose: boolean): ToldLink[] {
  const wrong = links.filter((link) => !isAllowed(witness, person, link));
  for (const session of witness.sessions.filter((one) => one.person === person && one.proof === 'complete')) {
    if (mayChoose && links.some(({ siteUserId }) => siteUserId !== session.account)) session.proof = 'choosing';
    else session.isOver = true;
  }
  return wrong;
}

function isAllowed(witness: Witness, person: Who, { id, siteUserId }: ToldLink): boolean {
  const known = witness.links.get(id);
  if (known) return known.person === person && known.account === siteUserId;
  const isMaker = (one: SeenSession): boolean => one.person === person && one.account === siteUserId;
  const maker = witness.sessions.find((one) => isMaker(one) && one.proof === 'complete' && !one.isOver);
  if (!maker) return false;
  maker.isOver = true;
  witness.links.set(id, { person, account: siteUserId });
  return true;
}

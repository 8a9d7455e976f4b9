import { MINUTE } from '../../../server/base/clock.ts';
import { listLinksOfThread } from '../../../server/account-links/index.ts';
import { expireAttempts } from '../../../server/linking/attempts/expire-attempts.ts';
import { createWebLink, logInAddress } from '../../../server/linking/index.ts';
import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { PAGE_ID, signUserToken } from '../../support/server.ts';
import { messageEvent } from '../linking-room.ts';
import type { ShownPage } from './link-tab.ts';
import { loginEvent, type LoginStage, type Scene } from './login-stage.ts';
import * as seen from './login-witness.ts';
import type { SeenSession, ToldLink, WebLink, Who, Witness } from './login-witness.ts';

const TOKEN_MS = 5 * MINUTE;
const BACK = 'https://www.facebook.com/messenger_platform/account_linking/';

/** An address that logs a thread in, as somebody holds it in their hands. */
export interface Address {
  readonly person: Who;
  readonly path: string;
  readonly madeAt: number;
  /** Null: a Log In button's. */
  readonly link: WebLink | null;
}

interface Visit extends SeenSession {
  readonly address: Address;
  /** Where its pages stand once it was agreed to. */
  at?: string;
}

interface Asked {
  readonly person: Who;
  readonly visit: Visit | null;
  readonly key: string;
  readonly replies: readonly { readonly title: string; readonly payload: string }[];
}

/** Everything that two people, their browsers and whoever looks over their shoulders have in their hands by now. */
export interface Play extends Scene {
  readonly stage: LoginStage;
  readonly witness: Witness;
  /** What the two accounts are called at present. */
  readonly accounts: [string, string];
  renames: number;
  readonly addresses: Address[];
  readonly visits: Visit[];
  readonly pages: { readonly visit: Visit; readonly page: ShownPage }[];
  readonly states: { readonly visit: Visit; readonly state: string }[];
  readonly tickets: { readonly visit: Visit; readonly path: string }[];
  readonly codes: { readonly visit: Visit; readonly code: string }[];
  readonly events: { readonly visit: Visit; readonly person: Who; readonly event: MessengerEvent }[];
  readonly asked: Asked[];
}

/** Begins with two threads that nobody has logged in. */
export async function beginPlay(stage: LoginStage, rules: Scene['rules']): Promise<Play> {
  const scene = await stage.begin(rules);
  const witness: Witness = { sessions: [], asking: [null, null], links: new Map() };
  const accounts: Play['accounts'] = [`ada-${scene.name}`, `mallory-${scene.name}`];
  const hands = { addresses: [], visits: [], pages: [], states: [], tickets: [], codes: [], events: [], asked: [] };
  return { ...scene, ...hands, stage, witness, accounts, renames: 0 };
}

const nowOf = ({ room }: Play): number => room.ctx.clock.now().getTime();

/** The person taps Log In, or wants a link for another device. */
export async function askForLogIn(play: Play, person: Who, way: 'button' | 'button on a computer' | 'link'): Promise<void> {
  const { room, psids, stage, addresses } = play;
  const place = { pageId: PAGE_ID, siteId: stage.shop.siteId };
  const madeAt = nowOf(play);
  if (way === 'link') {
    const url = new URL(await createWebLink(room.ctx, { ...place, psid: psids[person] }));
    addresses.push({ person, path: url.pathname, madeAt, link: { madeAt, isSpent: false } });
    return;
  }
  const url = new URL(logInAddress(room.ctx, place));
  const token = `token-${play.name}-${addresses.length}`;
  url.searchParams.set('account_linking_token', token);
  if (way === 'button') url.searchParams.set('redirect_uri', `${BACK}?account_linking_token=${token}`);
  addresses.push({ person, path: url.pathname + url.search, madeAt, link: null });
}

/** The platform knows a token for five minutes. */
function tellPlatform(play: Play, { person, madeAt }: Address): void {
  play.stage.platformSays(nowOf(play) < madeAt + TOKEN_MS ? play.psids[person] : null);
}

/** A browser opens such an address: the person's own, or that of whoever it was passed on to. */
export async function open(play: Play, address: Address, browser: Who): Promise<void> {
  tellPlatform(play, address);
  const page = await play.tabs[browser].open(address.path);
  if (page.status !== 200) return;
  const { person, link } = address;
  const way = link ? 'web' : 'messenger';
  const session = seen.seeOpened(play.witness, { person, browser, way, link, openedAt: nowOf(play) });
  const visit: Visit = Object.assign(session, { address });
  play.visits.push(visit);
  play.pages.push({ visit, page });
}

const has = (page: ShownPage, action: string): boolean => page.forms.some((form) => form.action === action);

/** A browser goes from this page to the site's login. */
export async function leave(play: Play, { visit, page }: Play['pages'][number], browser: Who): Promise<void> {
  if (!has(page, '/link/login')) return;
  const { goesTo } = await play.tabs[browser].send(page, '/link/login');
  const state = goesTo === null ? null : new URL(goesTo).searchParams.get('state');
  if (state === null) return;
  seen.seeLeft(visit, browser, state);
  play.states.push({ visit, state });
}

/** A browser comes back from the login, with a token of this account that was made for this or another state. */
export async function comeBack(
  play: Play,
  { visit, state }: Play['states'][number],
  { madeFor, account, browser }: { readonly madeFor: string; readonly account: Who; readonly browser: Who },
): Promise<void> {
  const sub = play.accounts[account];
  const claims = { sub, state: madeFor, exp: Math.floor(nowOf(play) / 1000) + 300, email: `${sub}@shop.example` };
  const token = await signUserToken(play.stage.shop, claims);
  const { goesTo } = await play.tabs[browser].sendFromElsewhere('/link/return', { token, state });
  if (goesTo === null) return;
  seen.seeReturned(visit, { state, ticket: goesTo, account: sub, madeFor });
  play.tickets.push({ visit, path: goesTo });
}

/** A browser goes on with what was brought back. */
export async function goOn(play: Play, { visit, path }: Play['tickets'][number], browser: Who): Promise<void> {
  const { location } = await play.tabs[browser].open(path);
  seen.seeWentOn(visit, browser, path);
  if (location === null) return;
  const page = await play.tabs[browser].open(location);
  if (page.status === 200) play.pages.push({ visit, page });
}

/** A browser agrees on this page. */
export async function agree(play: Play, { visit, page }: Play['pages'][number], browser: Who): Promise<void> {
  if (!has(page, '/link/connect')) return;
  tellPlatform(play, visit.address);
  const { status, location } = await play.tabs[browser].send(page, '/link/connect');
  if (status !== 303 || location === null) return;
  const named = /[a-z]\*\*\*@shop\.example/.exec(page.html)?.[0] ?? null;
  seen.seeConsent(visit, browser, named, nowOf(play));
  visit.at = location;
  await look(play, visit, browser);
}

/** Reads the page that is shown once it was agreed to: its number, and whether it leads back to Messenger. */
async function look(play: Play, visit: Visit, browser: Who): Promise<void> {
  const { html, goesTo } = await play.tabs[browser].open(visit.at ?? '');
  visit.number = /class="number"><bdi>(\d+)</.exec(html)?.[1] ?? visit.number;
  const leadsBack = goesTo?.endsWith('/back') || html.includes('/back"');
  if (!leadsBack && visit.askedAt === null && html.includes('class="number"')) {
    seen.seeAsking(play.witness, visit, nowOf(play));
  }
}

/** A browser gives it up on this page. */
export async function giveUp(play: Play, { visit, page }: Play['pages'][number], browser: Who): Promise<void> {
  if (!has(page, '/link/cancel')) return;
  const { status } = await play.tabs[browser].send(page, '/link/cancel');
  if (status === 200) seen.seeGivenUp(visit);
}

/** A browser goes back to Messenger. */
export async function goBack(play: Play, visit: Visit, browser: Who): Promise<void> {
  if (visit.at === undefined) return;
  tellPlatform(play, visit.address);
  const { location } = await play.tabs[browser].open(`${visit.at}/back`);
  const code = location === null ? null : new URL(location, BACK).searchParams.get('authorization_code');
  if (code !== null) play.codes.push({ visit, code });
  else if (location !== null) await look(play, visit, browser);
}

/** A code comes to Messenger in a thread; the platform may tell of it later. */
export async function bring(
  play: Play,
  { visit, code }: Play['codes'][number],
  { person, isHeld }: { readonly person: Who; readonly isHeld: boolean },
): Promise<void> {
  const told = { visit, person, event: loginEvent(play.room, play.psids[person], code) };
  play.events.push(told);
  if (!isHeld) await deliver(play, told);
}

/** The platform tells of it, for the first time or again. */
export async function deliver(play: Play, { visit, person, event }: Play['events'][number]): Promise<void> {
  await play.room.apply(event);
  seen.seeCode(play.witness, visit, { person, at: event.occurredAt.getTime(), now: nowOf(play) });
}

/** What is to be asked in the threads is asked. */
export async function ask(play: Play): Promise<void> {
  await play.room.ask();
  for (const person of [0, 1] as const) {
    for (const { quickReplies: replies = [] } of await play.room.said(play.psids[person])) {
      const key = replies.map(({ payload }) => payload).join();
      if (key === '' || play.asked.some((one) => one.key === key)) continue;
      const isQuestion = key.startsWith('threadtie:link:');
      const visit = isQuestion ? play.visits.find((one) => one === play.witness.asking[person]) : null;
      play.asked.push({ person, visit: visit ?? null, key, replies });
    }
  }
}

/** Somebody taps an answer that they see in their thread, or makes their thread send what another's would. */
export async function tap(
  play: Play,
  { person, visit, replies }: Asked,
  { by, reply }: { readonly by: Who; readonly reply: number | 'right' },
): Promise<void> {
  const right = replies.find(({ title, payload }) => title === visit?.number || payload.endsWith(':replace'));
  const chosen = reply === 'right' ? right : replies[reply % replies.length];
  if (!chosen) return;
  const [, , of = '', answer = ''] = chosen.payload.split(':');
  if (by === person && visit) seen.seeAnswer(play.witness, visit, answer, nowOf(play));
  if (chosen.payload.startsWith('threadtie:undo:') && by === person) play.witness.links.delete(of);
  await play.room.apply(messageEvent(play.room, play.psids[by], chosen.title, chosen.payload));
}

/** Somebody types a number that they saw on a page. */
export async function type(play: Play, by: Who, number: string): Promise<void> {
  const visit = play.witness.asking[by];
  const isChoice = ({ title }: Asked['replies'][number]): boolean => title === number;
  const isAsked = play.asked.some((one) => one.visit !== null && one.visit === visit && one.replies.some(isChoice));
  if (visit && isAsked) seen.seeAnswer(play.witness, visit, number, nowOf(play));
  await play.room.apply(messageEvent(play.room, play.psids[by], number, null));
}

/** The links of a thread as they stand. */
export async function linksOf({ room, psids }: Play, person: Who): Promise<(ToldLink & { readonly way: string })[]> {
  return await listLinksOfThread(room.ctx, { pageId: PAGE_ID, psid: psids[person] });
}

/** The thread is to be nobody's any more: by a word in it, by Messenger's own button, or by the site. */
export async function unlink(play: Play, person: Who, how: 'log out' | 'in Messenger' | 'by the site'): Promise<void> {
  const { room, psids, stage, witness } = play;
  const links = (await linksOf(play, person)).filter(({ way }) => how !== 'in Messenger' || way === 'messenger');
  for (const { id } of links) {
    witness.links.delete(id);
    if (how === 'by the site') await stage.server.api('DELETE', `/v1/account-links/${id}`);
  }
  if (how === 'log out') {
    await room.apply(messageEvent(room, psids[person], 'Log out', `threadtie:logout:${stage.shop.siteId}`));
  } else if (how === 'in Messenger') {
    const open = witness.asking[person];
    if (open?.way === 'messenger') seen.seeGivenUp(open);
    await room.apply(loginEvent(room, psids[person], null));
  }
}

/** The site says what became of an account; somebody who comes after it is another. */
export async function change(play: Play, which: Who, how: 'rename' | 'merge' | 'erase'): Promise<void> {
  const { accounts, stage, witness } = play;
  const { siteId } = stage.shop;
  const from = accounts[which];
  const fresh = `${which === 0 ? 'ada' : 'mallory'}-${play.name}-${++play.renames}`;
  const other = accounts[which === 0 ? 1 : 0];
  const body = { rename: { from, to: fresh }, merge: { from, into: other }, erase: { siteUserId: from } }[how];
  const answer = await stage.server.api('POST', `/v1/account-links/${how}`, { body: { siteId, ...body } });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  seen.seeChanged(witness, from, { rename: fresh, merge: other, erase: null }[how]);
  if (how !== 'erase') accounts[which] = fresh;
}

/** Time passes, and what is overdue ends. */
export async function wait({ room }: Play, minutes: number): Promise<void> {
  room.advance(minutes * MINUTE);
  await expireAttempts(room.ctx);
}

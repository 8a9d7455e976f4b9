import { MINUTE } from '../../../server/base/clock.ts';
import { createWebLink, logInAddress } from '../../../server/linking/index.ts';
import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { PAGE_ID, signUserToken } from '../../support/server.ts';
import type { ShownPage } from './link-tab.ts';
import type { LoginStage, Scene } from './login-stage.ts';
import * as seen from './login-witness.ts';
import type { SeenSession, WebLink, Who, Witness } from './login-witness.ts';

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

/** What a session calls for next, as far as the server's answers told. */
export type NextStep = 'leave' | 'come back' | 'return' | 'agree' | 'go back' | 'bring' | 'answer';

/** A session, and in whose hands it is by now. */
export interface Visit extends SeenSession {
  readonly address: Address;
  next: NextStep;
  hand: Who;
  /** Where its pages stand once it was agreed to. */
  at: string | null;
}

/** What a thread shows to be tapped. */
export interface Asked {
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
  readonly pages: { readonly visit: Visit; readonly page: ShownPage; readonly browser: Who }[];
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

/** The time in the play. */
export const nowOf = ({ room }: Play): number => room.ctx.clock.now().getTime();

/** The person taps Log In, or wants a link for another device. */
export async function askForLogIn(
  play: Play,
  person: Who,
  way: 'button' | 'button on a computer' | 'link',
): Promise<void> {
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
  const visit: Visit = Object.assign(session, { address, next: 'leave' as const, hand: browser, at: null });
  play.visits.push(visit);
  play.pages.push({ visit, page, browser });
}

function goesOn(visit: Visit, next: NextStep, hand: Who): void {
  Object.assign(visit, { next, hand });
}

const has = (page: ShownPage, action: string): boolean => page.forms.some((form) => form.action === action);

/** A browser goes from this page to the site's login. */
export async function leave(play: Play, { visit, page }: Play['pages'][number], browser: Who): Promise<void> {
  if (!has(page, '/link/login')) return;
  const { goesTo } = await play.tabs[browser].send(page, '/link/login');
  const state = goesTo === null ? null : new URL(goesTo).searchParams.get('state');
  if (state === null) return;
  seen.seeLeft(visit, browser, state);
  goesOn(visit, 'come back', browser);
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
  goesOn(visit, 'return', browser);
  play.tickets.push({ visit, path: goesTo });
}

/** A browser goes on with what was brought back. */
export async function goOn(play: Play, { visit, path }: Play['tickets'][number], browser: Who): Promise<void> {
  const { location } = await play.tabs[browser].open(path);
  seen.seeWentOn(visit, browser, path);
  if (location === null) return;
  const page = await play.tabs[browser].open(location);
  if (page.status !== 200) return;
  goesOn(visit, has(page, '/link/connect') ? 'agree' : 'leave', browser);
  play.pages.push({ visit, page, browser });
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
  const page = await play.tabs[browser].open(visit.at ?? '/');
  const { html, goesTo } = page;
  if (has(page, '/link/cancel')) play.pages.push({ visit, page, browser });
  visit.number = /class="number"><bdi>(\d+)</.exec(html)?.[1] ?? visit.number;
  const leadsBack = goesTo?.endsWith('/back') || html.includes('/back"');
  goesOn(visit, leadsBack ? 'go back' : 'answer', browser);
  if (!leadsBack && visit.askedAt === null && html.includes('class="number"')) {
    seen.seeAsking(play.witness, visit, nowOf(play));
  }
}

/** A browser gives it up on this page: where that is taken, nothing is tied by it any more, whatever the page says. */
export async function giveUp(play: Play, { visit, page }: Play['pages'][number], browser: Who): Promise<void> {
  if (!has(page, '/link/cancel')) return;
  const { status } = await play.tabs[browser].send(page, '/link/cancel');
  if (status === 200) seen.seeGivenUp(visit);
}

/** A browser goes back to Messenger. */
export async function goBack(play: Play, visit: Visit, browser: Who): Promise<void> {
  if (visit.at === null) return;
  tellPlatform(play, visit.address);
  const { location } = await play.tabs[browser].open(`${visit.at}/back`);
  const code = location === null ? null : new URL(location, BACK).searchParams.get('authorization_code');
  if (code !== null) {
    play.codes.push({ visit, code });
    goesOn(visit, 'bring', browser);
  } else if (location !== null) await look(play, visit, browser);
}

import { randomBytes } from 'node:crypto';
import { newTab, type ShownPage } from '../linking/login/link-tab.ts';
import { until } from '../linking/login/login-world.ts';
import { type Shop, signUserToken, tick } from '../support/server.ts';
import type { CrashingLinking } from './crashing-linking.ts';

/** How somebody comes to be linked, step by step; each step ends when what it did is acknowledged. */
export interface Flow {
  readonly psid: string;
  readonly account: string;
  readonly steps: readonly (() => Promise<void>)[];
}

/** A job whose process was killed is taken up again after ten seconds on Postgres. */
const PATIENCE_MS = 40_000;
const SENDING_MS = 1000;

type Message = Awaited<ReturnType<typeof messagesOf>>[number];

/** By a visit that asks for a number: registered, arrived, answered. */
export async function visitFlow(world: CrashingLinking, shop: Shop): Promise<Flow> {
  const { id, psid } = await world.newPerson();
  const account = `visitor-${psid}`;
  const ref = `${world.entry.code}_${randomBytes(16).toString('base64url')}`;
  let visit = { id: '', watchSecret: '' };
  const steps = [
    async () => {
      const headers = { 'content-type': 'text/plain', origin: 'https://shop.example', 'x-forwarded-for': '192.0.2.9' };
      const userToken = await signUserToken(shop, { sub: account });
      const body = JSON.stringify({ entryPoint: world.entry.key, ref, userToken });
      const answer = await fetch(`${world.url}/v1/refs`, { method: 'POST', headers, body });
      visit = await answer.json();
    },
    () => world.deliver(eventOf(world, psid, { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } })),
    async () => {
      const headers = { 'watch-secret': visit.watchSecret, origin: 'https://shop.example' };
      const number = await until(async () => {
        const answer = await fetch(`${world.url}/v1/refs/${visit.id}`, { headers });
        const { question } = await answer.json();
        return question?.kind === 'match' ? String(question.number) : undefined;
      }, PATIENCE_MS);
      await answerNumber(world, { id, psid }, number);
    },
  ];
  return { psid, account, steps };
}

/** By Messenger's Log In, whose button is there: page, login, return, decision, number, back in Messenger, answered. */
export async function loginFlow(world: CrashingLinking): Promise<Flow> {
  const person = await world.newPerson();
  const { id, psid } = person;
  const { pageId } = world;
  await sendButton(world, person);
  const tab = newTab(world.url);
  let [page, number]: [ShownPage | undefined, string] = [undefined, ''];
  const shown = (): ShownPage => page ?? fail('No page is open.');
  const follow = async (from: ShownPage): Promise<ShownPage> =>
    from.location === null ? from : await tab.open(from.location);
  const steps = [
    async () => void (page = await tab.open((await world.sim.control.logIn({ person: id, pageId })).url)),
    async () => void (page = await tab.send(shown(), '/link/login')),
    async () => void (page = await tab.sendFromElsewhere('/link/return', await atShop(shown()))),
    async () => void (page = await follow(await tab.open(shown().goesTo ?? ''))),
    async () => {
      page = await follow(await tab.send(shown(), '/link/connect'));
      number = /class="number"><bdi>(\d+)</.exec(page.html)?.[1] ?? fail('The page shows no number.');
    },
    async () => {
      const back = await tab.open(/href="(\/link\/session\/[^"]*\/back)"/.exec(shown().html)?.[1] ?? '');
      await world.sim.control.returnFromLogin({ person: id, url: back.location ?? '' });
    },
    () => answerNumber(world, person, number),
  ];
  return { psid, account: '42', steps };
}

async function sendButton(world: CrashingLinking, { id, psid }: Person): Promise<void> {
  const { url, pageId, siteId } = world;
  const buttons = [{ type: 'account_link', url: `${url}/link/messenger?page=${pageId}&site=${siteId}` }];
  const sent = await world.api('POST', '/v1/messages', { pageId, psid, text: 'Log in', buttons });
  if (sent.status !== 202) fail(JSON.stringify(sent.body));
  await until(async () => (await messagesOf(world, id)).find(({ text }) => text === 'Log in'), PATIENCE_MS);
}

/** Signs in at the shop; answers what the shop has the browser bring back. */
async function atShop({ goesTo }: ShownPage): Promise<Record<string, string>> {
  const address = new URL(goesTo ?? '');
  const shop = newTab(address.origin, { origin: address.origin });
  const handOff = await shop.send(await shop.open(address.href), address.search, { account: '42' });
  return handOff.forms.find(({ action }) => action.endsWith('/link/return'))?.fields ?? {};
}

interface Person {
  readonly id: string;
  readonly psid: string;
}

/** Taps that number below the question; where the question was lost on its way, writes something so that it is asked again. */
async function answerNumber(world: CrashingLinking, { id, psid }: Person, number: string): Promise<void> {
  const lostAt = Date.now() + SENDING_MS;
  let hasWritten = false;
  const say = (message: object): Promise<void> => {
    const mid = `m_${psid}_${number}_${randomBytes(4).toString('hex')}`;
    return world.deliver(eventOf(world, psid, { message: { mid, ...message } }));
  };
  const { payload } = await until(async () => {
    const replies = (await messagesOf(world, id)).flatMap(({ quickReplies }: Message) => quickReplies);
    const found = replies.findLast(({ title }) => title === number);
    if (found || hasWritten || Date.now() < lostAt) return found;
    // Its sender died while it was sending it: nobody knows whether it ever comes, and nobody sends it again.
    const newest = (await world.api('GET', `/v1/messages?psid=${psid}&limit=1`)).body.data[0];
    hasWritten = newest?.status === 'sending' || newest?.status === 'unknown';
    if (hasWritten) await say({ text: 'Hello?' });
    return undefined;
  }, PATIENCE_MS);
  await say({ text: number, quick_reply: { payload } });
}

async function messagesOf({ sim, pageId }: CrashingLinking, person: string) {
  const { threads } = await sim.control.state();
  return threads.find((one) => one.personId === person && one.pageId === pageId)?.messages ?? [];
}

function eventOf({ pageId }: CrashingLinking, psid: string, fact: object): object {
  return { sender: { id: psid }, recipient: { id: pageId }, timestamp: tick(), ...fact };
}

function fail(message: string): never {
  throw new Error(message);
}

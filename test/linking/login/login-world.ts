import type { AccountLink } from '../../../shared/api/account-links.ts';
import { createWebLink, logInAddress } from '../../../server/linking/index.ts';
import { type RunningSimulator, startSimulator } from '../../../server/simulator/index.ts';
import { deliverAll } from '../../support/deliver-all.ts';
import { freePort } from '../../support/free-port.ts';
import {
  APP_ID,
  APP_SECRET,
  MASTER_KEY,
  startTestServer,
  type TestServer,
  VERIFY_TOKEN,
} from '../../support/server.ts';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';

const PATIENCE_MS = 30_000;

/** Somebody in Messenger, and their thread with the shop's Page. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly psid: string;
}

/** Server, simulated platform and demo shop; people who log in from their threads. */
export interface LoginWorld {
  readonly server: TestServer;
  readonly sim: RunningSimulator;
  readonly url: string;
  readonly pageId: string;
  readonly siteId: string;
  /** Somebody new with a thread. */
  newPerson(name?: string): Promise<Person>;
  /** The person taps Log In: what their phone opens. */
  tapLogIn(person: Person): Promise<string>;
  /** A browser opens the address of a Log In button. */
  open(person: Person, tab?: Tab): Promise<{ readonly tab: Tab; readonly page: ShownPage }>;
  /** Goes to the shop's login and back as this account, up to the page of the decision. */
  logIn(tab: Tab, page: ShownPage, account?: string): Promise<ShownPage>;
  /** The state that leaves for the shop, and the token the shop would answer with. */
  leave(tab: Tab, page: ShownPage, account?: string): Promise<{ readonly token: string; readonly state: string }>;
  /** Agrees; answers the page after it and the number on it. */
  connect(tab: Tab, page: ShownPage): Promise<{ readonly page: ShownPage; readonly number: string | null }>;
  /** All of it, up to the address that leads back to Messenger. */
  goThrough(person: Person, account?: string): Promise<{ readonly back: string; readonly number: string | null }>;
  webLink(person: Person): Promise<string>;
  /** The newest question in the thread: its text and answers. */
  question(person: Person): Promise<Question>;
  answer(person: Person, question: Question, title: string): Promise<void>;
  links(person: Person): Promise<AccountLink[]>;
  linking(change: object): Promise<void>;
  /** Resolves when everything that the simulator has sent has been applied, with what came of it. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface Question {
  readonly mid: string;
  readonly text: string;
  readonly answers: readonly { readonly title: string; readonly payload: string }[];
}

let people = 0;

type Place = Pick<LoginWorld, 'pageId' | 'siteId'>;

/** Starts everything on free ports. */
export async function startLoginWorld(
  dialect: 'sqlite' | 'postgres',
  env: Record<string, string> = {},
): Promise<LoginWorld> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  // Another host than the simulator's: for browsers the shop is another site.
  const url = `http://127.0.0.1:${port}`;
  const simulated = {
    TRUST_PROXY: '1',
    SIMULATOR: 'on',
    SIMULATOR_PORT: String(simulatorPort),
    PORT: String(port),
    PUBLIC_URL: url,
  };
  const server = await startTestServer(dialect, { ...simulated, ...env });
  const app = { id: APP_ID, secret: APP_SECRET, verifyToken: VERIFY_TOKEN };
  const options = { port: simulatorPort, host: '127.0.0.1', apiUrl: url, apiKey: MASTER_KEY, app, statePath: null };
  const sim = await startSimulator(options);
  await sim.ready;
  const pageId = (await sim.control.state()).pages[0]?.id ?? '';
  const place = { pageId, siteId: (await server.api('GET', '/v1/sites')).body.data[0].id };
  const phone = phoneOf(server, sim, place);
  return {
    ...place,
    ...phone,
    ...browserOf(url, (person) => phone.tapLogIn(person)),
    ...apiOf(server, place),
    server,
    sim,
    url,
    async settle() {
      await deliverAll(sim.control);
      await server.settle();
    },
    async stop() {
      await sim.close();
      await server.stop();
    },
  };
}

type Phone = Pick<LoginWorld, 'newPerson' | 'tapLogIn' | 'question' | 'answer' | 'webLink'>;

function phoneOf(server: TestServer, { control }: RunningSimulator, place: Place): Phone {
  const { pageId } = place;
  const messagesOf = async (person: Person) => {
    const { threads } = await control.state();
    return threads.find((one) => one.personId === person.id && one.pageId === pageId)?.messages ?? [];
  };
  return {
    async newPerson(name = `Person ${++people}`) {
      const added = await control.addPerson({ name });
      await control.getStarted({ person: added.id, pageId });
      await control.flush();
      const person = { id: added.id, name, psid: added.psids[pageId] ?? '' };
      await until(async () => {
        const found = await server.api('GET', `/v1/threads?pageId=${pageId}&psid=${person.psid}`);
        return found.body.data[0];
      });
      return person;
    },
    async tapLogIn(person) {
      const buttons = [{ type: 'account_link', url: logInAddress(server.server.ctx, place) }];
      const body = { pageId, psid: person.psid, text: 'Log in', buttons };
      const sent = await server.api('POST', '/v1/messages', { body });
      if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
      await until(async () => (await messagesOf(person)).find((one) => one.text === 'Log in'));
      return (await control.logIn({ person: person.id, pageId })).url;
    },
    question: (person) =>
      until(async () => {
        const asked = (await messagesOf(person)).findLast((one) => one.from === 'page' && one.quickReplies.length > 0);
        return asked && { mid: asked.mid, text: asked.text, answers: asked.quickReplies };
      }),
    async answer(person, { mid, answers }, title) {
      const payload = answers.find((one) => one.title === title)?.payload;
      if (payload === undefined) throw new Error(`Nothing says "${title}": ${JSON.stringify(answers)}`);
      await control.act('quick-replies', { person: person.id, pageId, mid, payload });
      await deliverAll(control);
    },
    webLink: ({ psid }) => createWebLink(server.server.ctx, { ...place, psid }),
  };
}

type Browser = Pick<LoginWorld, 'open' | 'logIn' | 'leave' | 'connect' | 'goThrough'>;

function browserOf(url: string, tapLogIn: LoginWorld['tapLogIn']): Browser {
  const open: LoginWorld['open'] = async (person, tab = newTab(url)) => ({
    tab,
    page: await tab.open(await tapLogIn(person)),
  });
  const leave: LoginWorld['leave'] = async (tab, page, account = '42') => {
    const login = (await tab.send(page, '/link/login')).goesTo ?? '';
    const shop = newTab(new URL(login).origin, { origin: new URL(login).origin });
    const handOff = await shop.send(await shop.open(login), new URL(login).search, { account });
    const { token = '', state = '' } =
      handOff.forms.find(({ action }) => action.endsWith('/link/return'))?.fields ?? {};
    return { token, state };
  };
  const logIn: LoginWorld['logIn'] = async (tab, page, account) => {
    const returned = await tab.sendFromElsewhere('/link/return', await leave(tab, page, account));
    const proven = await tab.open(returned.goesTo ?? '');
    return proven.location === null ? proven : await tab.open(proven.location);
  };
  const connect: LoginWorld['connect'] = async (tab, page) => {
    const connected = await tab.send(page, '/link/connect');
    const after = connected.location === null ? connected : await tab.open(connected.location);
    return { page: after, number: /class="number"><bdi>(\d+)</.exec(after.html)?.[1] ?? null };
  };
  return {
    open,
    leave,
    logIn,
    connect,
    async goThrough(person, account) {
      const { tab, page } = await open(person);
      const { page: after, number } = await connect(tab, await logIn(tab, page, account));
      const onward = after.goesTo ?? /href="(\/link\/session\/[^"]*\/back)"/.exec(after.html)?.[1] ?? '';
      return { back: (await tab.open(onward)).location ?? '', number };
    },
  };
}

function apiOf(server: TestServer, { pageId, siteId }: Place): Pick<LoginWorld, 'links' | 'linking'> {
  return {
    links: async ({ psid }) => (await server.api('GET', `/v1/account-links?pageId=${pageId}&psid=${psid}`)).body.data,
    async linking(change) {
      const { status, body } = await server.api('PATCH', `/v1/sites/${siteId}`, { body: change });
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
  };
}

/** Asks until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined>, patienceMs = PATIENCE_MS): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error('It did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

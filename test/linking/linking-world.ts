import type { VisitStatus } from '../../shared/visit.ts';
import type { Message } from '../../shared/api/messages.ts';
import type { AccountLink } from '../../shared/api/account-links.ts';
import { expireAttempts } from '../../server/linking/attempts/expire-attempts.ts';
import { type GraphStub, startGraphStub } from '../graph/graph-stub.ts';
import {
  type ApiAnswer,
  createShop,
  mintRef,
  PAGE_ID,
  referral,
  registerVisit,
  type Shop,
  signUserToken,
  startTestServer,
  type TestServer,
  tick,
} from '../support/server.ts';

/** A registered visit, as its browser knows it. */
export interface Visit {
  readonly id: string;
  readonly ref: string;
  readonly watchSecret: string;
}

/** A server with a platform that is a stub, and people who tap and type. */
export interface LinkingWorld {
  readonly server: TestServer;
  readonly stub: GraphStub;
  /** A site with an entry point of this policy, and what else it has chosen for linking. */
  shop(linkPolicy: string, linking?: object): Promise<Shop>;
  newPerson(): string;
  visit(shop: Shop, sub?: string, ref?: string): Promise<Visit>;
  /** The person opens the visit's link. */
  arrive(psid: string, visit: Visit, extra?: object): Promise<void>;
  /** A visit of the account and an arrival with it. */
  begin(shop: Shop, psid: string, sub?: string): Promise<Visit>;
  /** The person taps an answer of the newest question, by its title's payload ending. */
  answer(psid: string, ending: string, extra?: object): Promise<void>;
  tap(psid: string, payload: string, extra?: object): Promise<void>;
  type(psid: string, text: string, extra?: object): Promise<void>;
  status(visit: Visit): Promise<VisitStatus>;
  confirm(visit: Pick<Visit, 'id' | 'watchSecret'>, answer: string): Promise<ApiAnswer>;
  /** What was said to the person, oldest first, refused ones too. */
  said(psid: string): Promise<Message[]>;
  links(psid: string): Promise<AccountLink[]>;
  /** The numbers of the newest question, and the right one as the visit shows it. */
  numbers(psid: string, visit: Visit): Promise<{ right: number; wrong: number; choices: number[] }>;
  /** Lets time pass, and the sweep run. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

let people = 0;

/** Starts it on the dialect. */
export async function startLinkingWorld(dialect: 'sqlite' | 'postgres'): Promise<LinkingWorld> {
  const stub = await startGraphStub();
  const profile = { id: '1', name: 'Ada Lovelace', locale: 'en_US' };
  stub.reply({ body: { recipient_id: '1', message_id: 'm_said', ...profile } });
  const server = await startTestServer(dialect, { GRAPH_URL: stub.url });
  const calls = callsOf(server);
  return {
    ...calls,
    server,
    stub,
    newPerson: () => `81${100_000 + ++people}`,
    async shop(linkPolicy, linking = {}) {
      const shop = await createShop(server, { linkPolicy });
      const changed = await server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { linking } });
      if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
      return shop;
    },
    async begin(shop, psid, sub) {
      const visit = await calls.visit(shop, sub);
      await calls.arrive(psid, visit);
      return visit;
    },
    async answer(psid, ending, extra) {
      const payloads = (await calls.said(psid)).flatMap(({ quickReplies = [] }) =>
        quickReplies.map(({ payload }) => payload),
      );
      const payload = payloads.findLast((one) => one.endsWith(`:${ending}`));
      if (!payload) throw new Error(`Nobody was asked for "${ending}".`);
      await calls.tap(psid, payload, extra);
    },
    async numbers(psid, visit) {
      const { question } = await calls.status(visit);
      const asked = (await calls.said(psid)).findLast(({ quickReplies }) => quickReplies);
      const choices = (asked?.quickReplies ?? []).map(({ title }) => Number(title)).filter(Number.isFinite);
      const right = question?.kind === 'match' ? question.number : -1;
      return { right, choices, wrong: choices.find((choice) => choice !== right) ?? -1 };
    },
    async pass(ms) {
      server.clock.advance(ms);
      await expireAttempts(server.server.ctx);
      await server.settle();
    },
    async stop() {
      await server.stop();
      await stub.close();
    },
  };
}

type Calls = Pick<LinkingWorld, 'visit' | 'arrive' | 'tap' | 'type' | 'status' | 'confirm' | 'said' | 'links'>;

function callsOf(server: TestServer): Calls {
  const headersOf = (visit: Pick<Visit, 'watchSecret'>) => ({
    'watch-secret': visit.watchSecret,
    origin: 'https://shop.example',
  });
  const deliver = async (event: object): Promise<void> => {
    await server.deliver(event);
    await server.settle();
  };
  return {
    async visit(shop, sub = 'ada', ref = mintRef(shop.code)) {
      const exp = Math.floor(server.clock.now().getTime() / 1000) + 300;
      const userToken = await signUserToken(shop, { sub, exp, email: `${sub}@shop.example` });
      return (await registerVisit(server, shop, { ref, userToken })).body;
    },
    arrive: (psid, visit, extra) => deliver(referral(psid, visit.ref, extra)),
    tap: (psid, payload, extra) => deliver(message(psid, { text: 'tap', quick_reply: { payload } }, extra)),
    type: (psid, text, extra) => deliver(message(psid, { text }, extra)),
    status: async (visit) =>
      (await server.api('GET', `/v1/refs/${visit.id}`, { key: null, headers: headersOf(visit) })).body,
    confirm: (visit, answer) =>
      server.api('POST', `/v1/refs/${visit.id}/confirm`, {
        key: null,
        headers: { ...headersOf(visit), 'content-type': 'text/plain' },
        body: { answer },
      }),
    said: async (psid) => (await server.api('GET', `/v1/messages?psid=${psid}&limit=50`)).body.data.toReversed(),
    links: async (psid) => (await server.api('GET', `/v1/account-links?psid=${psid}`)).body.data,
  };
}

/** What the person writes, as the platform tells it. */
export function message(psid: string, content: object, extra: object = {}): object {
  const timestamp = tick();
  const mid = `m_${psid}_${timestamp}_${Math.random()}`;
  return { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp, message: { mid, ...content }, ...extra };
}

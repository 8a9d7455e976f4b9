import type { Ctx } from '../../server/base/ctx.ts';
import { later } from '../../server/base/clock.ts';
import type { JobDefinition } from '../../server/base/queue/queue.ts';
import { MESSAGE_SETTLED, type MessageInput, queueMessage } from '../../server/messaging/index.ts';
import { sendMessages } from '../../server/messaging/send-messages.ts';
import type { Message } from '../../shared/api/messages.ts';
import { type GraphStub, startGraphStub } from '../graph/graph-stub.ts';
import { createShop, PAGE_ID, type Shop, sign, startTestServer, type TestServer, tick } from '../support/server.ts';
import { settleInbox } from '../support/settle.ts';

/** A server whose platform is a stub, and messages that are sent only when a test says so. */
export interface MessageWorld {
  readonly server: TestServer;
  readonly stub: GraphStub;
  readonly shop: Shop;
  /** What rooms above were told, in order. */
  readonly settled: { readonly messageId: string; readonly status: string; readonly code: string | null }[];
  /** The server's ctx with a clock that stands, and a queue that starts nothing. */
  ctx(): Ctx;
  advance(ms: number): void;
  /** Somebody new, who has just written; the clock is right again. */
  newPerson(): Promise<string>;
  queue(psid: string, change?: Partial<MessageInput>): Promise<string>;
  /** Sends what waits in the thread, as the job does. */
  send(psid: string, ctx?: Ctx): Promise<void>;
  get(id: string): Promise<Message>;
  /** The texts that the platform was asked to say to this person, in order. */
  said(psid: string): readonly unknown[];
  /** What the platform tells of a message that was said. */
  echo(psid: string, id: string, change?: EchoChange): Promise<void>;
  stop(): Promise<void>;
}

export interface EchoChange {
  readonly mid?: string;
  readonly appId?: string;
  readonly timestamp?: number;
  readonly message?: object;
}

let people = 0;

/** Starts a server on the dialect, with a shop on its Page. */
export async function startMessageWorld(dialect: 'sqlite' | 'postgres'): Promise<MessageWorld> {
  const stub = await startGraphStub();
  const server = await startTestServer(dialect, { GRAPH_URL: stub.url });
  const shop = await createShop(server);
  const settled: MessageWorld['settled'] = [];
  let passed = 0;
  let begun = Date.now();
  const clock = { now: () => later(new Date(begun), passed) };
  const enqueue = async (_: unknown, job: JobDefinition<unknown>, data: unknown): Promise<void> => {
    if (job.name === MESSAGE_SETTLED.name) settled.push(MESSAGE_SETTLED.data.parse(data));
  };
  const ctx = (): Ctx => {
    const own = server.server.ctx;
    return { ...own, clock, queue: { ...own.queue, enqueue: enqueue as Ctx['queue']['enqueue'] } };
  };
  const send = async (psid: string, as = ctx()): Promise<void> => await sendMessages(as, { pageId: PAGE_ID, psid });
  return {
    server,
    stub,
    shop,
    settled,
    ctx,
    send,
    advance: (ms) => void (passed += ms),
    async newPerson() {
      const psid = `90071992547${41_000 + ++people}`;
      [begun, passed] = [Date.now(), 0];
      await server.deliver(write(psid));
      await settleInbox(server.server.ctx);
      return psid;
    },
    async queue(psid, change = {}) {
      const input = {
        pageId: PAGE_ID,
        psid,
        siteId: shop.siteId,
        purpose: 'linking',
        content: { text: 'Hello' },
      } as const;
      return (await queueMessage(ctx(), { ...input, about: 'lat_1', ...change })).id;
    },
    get: async (id) => (await server.api('GET', `/v1/messages/${id}`)).body,
    said: (psid) =>
      stub.calls
        .filter(({ path }) => path.endsWith('/me/messages'))
        .map(({ body }) => JSON.parse(body))
        .filter(({ recipient }) => recipient.id === psid)
        .map(({ message }) => message.text),
    echo: async (psid, id, change) => await deliverEcho(server, psid, id, change),
    async stop() {
      await server.stop();
      await stub.close();
    },
  };
}

async function deliverEcho(server: TestServer, psid: string, id: string, change: EchoChange = {}): Promise<void> {
  const { mid = `m_echo_${++people}`, appId, timestamp = tick(), message = {} } = change;
  const echo = { is_echo: true, mid, metadata: id, text: 'Hello', ...(appId ? { app_id: appId } : {}), ...message };
  const event = { sender: { id: PAGE_ID }, recipient: { id: psid }, timestamp, message: echo };
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: timestamp, messaging: [event] }] });
  await server.post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
  await settleInbox(server.server.ctx);
}

/** The person writes. */
export function write(psid: string, timestamp = Date.now() - 1000): object {
  const message = { mid: `m_${psid}_${timestamp}_${++people}`, text: 'Hi' };
  return { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp, message };
}

import { eq, isNull } from 'drizzle-orm';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { PLATFORM } from '../../server/base/actor.ts';
import { later } from '../../server/base/clock.ts';
import type { Ctx } from '../../server/base/ctx.ts';
import type { Tx } from '../../server/base/storage/index.ts';
import type { JobDefinition } from '../../server/base/queue/queue.ts';
import { ASK } from '../../server/linking/attempts/asking/ask-job.ts';
import { askQuestion } from '../../server/linking/attempts/asking/ask-question.ts';
import { handleLinkingEvent, handleLoginEvent } from '../../server/linking/index.ts';
import { messageTables } from '../../server/messaging/index.ts';
import type { MessageRow } from '../../server/messaging/store.ts';
import { handleThreadEvent } from '../../server/threads/index.ts';
import type { MessageContent } from '../../shared/api/messages.ts';
import { APP_ID, PAGE_ID, type TestServer } from '../support/server.ts';

/** The room by itself: its verbs with a clock that stands and a queue that starts nothing. */
export interface LinkingRoom {
  readonly ctx: Ctx;
  advance(ms: number): void;
  /** Applies an event as the inbox does. */
  apply(event: MessengerEvent, as?: Ctx): Promise<void>;
  /** The same for events that wait together: all in one write. */
  applyTogether(events: readonly MessengerEvent[], as?: Ctx): Promise<void>;
  /** Asks what is to be asked; the platform takes it at once, unless it is slow. */
  ask(as?: Ctx, platform?: 'quick' | 'slow'): Promise<void>;
  /** What was said to a person, oldest first. */
  said(psid: string): Promise<MessageContent[]>;
  /** The same with what became of it, as it stands in the table. */
  messages(psid: string): Promise<MessageRow[]>;
}

/** Opens it beside a running server. */
export function openLinkingRoom(server: TestServer): LinkingRoom {
  const begun = Date.now();
  let passed = 0;
  const waiting: string[] = [];
  const enqueue = async (_: unknown, job: JobDefinition<unknown>, data: unknown): Promise<void> => {
    if (job.name === ASK.name) waiting.push(ASK.data.parse(data).attemptId);
  };
  const own = server.server.ctx;
  const queue = { ...own.queue, enqueue: enqueue as Ctx['queue']['enqueue'] };
  const ctx: Ctx = { ...own, actor: PLATFORM, queue, clock: { now: () => later(new Date(begun), passed) } };
  const applyTogether = async (events: readonly MessengerEvent[], as = ctx): Promise<void> => {
    const applyEach = async (): Promise<void> => {
      for (const event of events) {
        await handleThreadEvent(as, event);
        await handleLoginEvent(as, event);
        await handleLinkingEvent(as, event);
      }
    };
    await as.storage.write((tx) => tx.savepoint(applyEach));
  };
  const messages: LinkingRoom['messages'] = async (psid) => {
    const rows = await ctx.storage.read(async (at) => {
      const t = messageTables.of(at).messages;
      return await at.db.select().from(t).where(eq(t.psid, psid)).orderBy(t.id);
    });
    return rows.filter(({ status }) => status !== 'refused');
  };
  return {
    ctx,
    applyTogether,
    advance: (ms) => void (passed += ms),
    apply: (event, as) => applyTogether([event], as),
    async ask(as = ctx, platform = 'quick') {
      for (const id of waiting.slice()) {
        await askQuestion(as, id);
        waiting.splice(waiting.indexOf(id), 1);
      }
      if (platform === 'quick') await own.storage.write(markSent);
    },
    messages,
    said: async (psid) => (await messages(psid)).map(({ content }) => content),
  };
}

async function markSent(tx: Tx): Promise<void> {
  const t = messageTables.of(tx).messages;
  await tx.db.update(t).set({ status: 'sent', settledAt: new Date() }).where(isNull(t.settledAt));
}

let events = 0;

/** What every event of a person tells, whatever its kind. */
export function frame(room: LinkingRoom, psid: string) {
  return {
    id: `evt_room_${++events}`,
    appId: APP_ID,
    platform: 'messenger',
    pageId: PAGE_ID,
    psid,
    userRef: null,
    occurredAt: room.ctx.clock.now(),
    isStandby: false,
    isFromPage: false,
    raw: {},
  } as const;
}

/** Somebody opens a link with this ref. */
export function arrivalEvent(room: LinkingRoom, psid: string, ref: string): MessengerEvent {
  const clue = { ref, source: 'SHORTLINK', adId: null, isNewThread: false };
  const referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD', adId: null, ad: null, refererUri: null };
  const detail = { ...referral, isGuest: false, productId: null };
  return { ...frame(room, psid), kind: 'referral', arrival: clue, detail };
}

/** Somebody taps a quick reply with this payload, or types (payload null). */
export function messageEvent(room: LinkingRoom, psid: string, text: string, payload: string | null): MessengerEvent {
  const content = { mid: `m_${psid}_${events}`, text, attachments: [], replyTo: null, isUnsupported: false };
  const detail = { ...content, quickReplyPayload: payload, commands: [], referral: null, answersUserRef: null };
  return { ...frame(room, psid), kind: 'message', arrival: null, detail };
}

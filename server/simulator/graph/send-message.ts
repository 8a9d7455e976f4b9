import { DAY, HOUR } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import type { Page, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { echoEvent } from '../webhook/messaging-event.ts';
import { badParameter, deadTag, noMatchingUser, outsideWindow } from './graph-error.ts';
import { readSendRequest, type SendRequest } from './read-send-request.ts';

const MAX_TEXT = 2000;
const MAX_METADATA = 1000;
const WINDOW_MS = 24 * HOUR;
const HUMAN_AGENT_WINDOW_MS = 7 * DAY;
const DEAD_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE'];

/**
 * The Send API for text: checks in the platform's order, writes into the thread, and tells the app by an echo.
 * @throws {GraphError}
 */
export function sendMessage(sim: Simulator, page: Page, params: Readonly<Record<string, unknown>>): object {
  const request = readSendRequest(params);
  const { psid, thread } = findRecipient(sim, page, request);
  checkWindow(sim, thread, request.tag);
  if (!request.message) return { recipient_id: psid };
  const content = readContent(request.message);
  const at = sim.clock.now();
  const mid = `m_${sim.random.token(256)}`;
  thread.messages.push({ mid, from: 'page', text: content.text, at: at.getTime() });
  sim.store.changed();
  emitEvent(sim, page.id, echoEvent({ psid, pageId: page.id, at }, { mid, app_id: wireAppId(sim), ...content }));
  return { recipient_id: psid, message_id: mid };
}

function findRecipient(sim: Simulator, page: Page, request: SendRequest): { psid: string; thread: Thread } {
  if (request.recipientKey !== 'id') throw noMatchingUser();
  const psid = String(request.recipient);
  const person = findPersonByPsid(sim.store.world, page.id, psid);
  const thread = person && findThread(sim.store.world, page.id, person.id);
  if (!thread?.exists) throw noMatchingUser();
  return { psid, thread };
}

function checkWindow(sim: Simulator, thread: Thread, tag: string | null): void {
  if (tag !== null && DEAD_TAGS.includes(tag)) throw deadTag();
  const open = tag === 'HUMAN_AGENT' ? HUMAN_AGENT_WINDOW_MS : WINDOW_MS;
  if (sim.clock.now().getTime() - (thread.lastActionAt ?? 0) > open) throw outsideWindow();
}

/** Says no to what it cannot show, instead of showing half of it. */
function readContent(message: Readonly<Record<string, unknown>>): { text: string; metadata?: string } {
  const { text, metadata, ...rest } = message;
  const [foreign] = Object.keys(rest);
  if (foreign !== undefined) throw badParameter(`Param message[${foreign}] is not supported by this simulator`);
  if (typeof text !== 'string' || text === '') {
    throw badParameter('Message cannot be empty, must provide valid attachment or text', 2018034);
  }
  if ([...text].length > MAX_TEXT) throw tooLong('text', MAX_TEXT);
  if (metadata === undefined) return { text };
  if (typeof metadata !== 'string') throw badParameter('Param message[metadata] must be a string');
  if (metadata.length >= MAX_METADATA) throw tooLong('metadata', MAX_METADATA);
  return { text, metadata };
}

function tooLong(name: string, limit: number): Error {
  return badParameter(`Length of param message[${name}] must be less than or equal to ${limit}`);
}

/** Echoes carry the app id as a number, except where a number would lose digits. */
function wireAppId(sim: Simulator): string | number {
  const number = Number(sim.app.id);
  return Number.isSafeInteger(number) ? number : sim.app.id;
}

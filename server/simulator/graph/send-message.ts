import { DAY, HOUR } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import { hasRoleOrIsLive } from '../state/app-role.ts';
import { isOwnedByAnother } from '../state/thread-owner.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { writeAsPage } from '../page-side/write-as-page.ts';
import type { PageCall } from './edge.ts';
import {
  badParameter,
  deadTag,
  inDevelopment,
  noMatchingUser,
  notInstagramOwner,
  notThreadOwner,
  outsideWindow,
  pageRestricted,
  personUnavailable,
} from './graph-error.ts';
import { readMessageContent } from './read-message-content.ts';
import { readSendRequest, type SendRequest } from './read-send-request.ts';
import { readMedia } from './upload-attachment.ts';

const WINDOW_MS = 24 * HOUR;
const HUMAN_AGENT_WINDOW_MS = 7 * DAY;
const DEAD_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE'];

/**
 * The Send API for text, media, quick replies and two templates: checks in the platform's order, writes into the thread,
 * and tells the apps by an echo.
 * @throws {GraphError}
 */
export function sendMessage(sim: Simulator, { app, page, params, request }: PageCall): object {
  if (page.isRestricted) throw pageRestricted();
  const send = readSendRequest(params);
  const persona = params['persona_id'];
  if (persona !== undefined && !page.personas.some((one) => one.id === String(persona))) {
    throw badParameter('Param persona_id must be a persona of this Page');
  }
  const { psid, person, thread } = findRecipient(sim, page, send);
  if (!hasRoleOrIsLive(app, person)) throw inDevelopment();
  if (thread.isBlocked) throw personUnavailable();
  if (isOwnedByAnother(sim, thread, app.id))
    throw page.platform === 'instagram' ? notInstagramOwner() : notThreadOwner();
  checkWindow(sim, thread, send.tag);
  if (!send.message) return { recipient_id: psid };
  const content = readMessageContent(send.message, {
    person,
    readMedia: (attachment) => readMedia(sim, page, { attachment, files: request.files }),
  });
  const message = writeAsPage(sim, page, person, { ...content, appId: app.id });
  const attachmentId = content.attachment?.attachmentId;
  return { recipient_id: psid, message_id: message.mid, ...(attachmentId ? { attachment_id: attachmentId } : {}) };
}

function findRecipient(
  sim: Simulator,
  page: Page,
  request: SendRequest,
): { psid: string; person: Person; thread: Thread } {
  if (request.recipientKey !== 'id') throw noMatchingUser();
  const psid = String(request.recipient);
  const person = findPersonByPsid(sim.store.world, page.id, psid);
  const thread = person && findThread(sim.store.world, page.id, person.id);
  if (!person || !thread?.exists) throw noMatchingUser();
  return { psid, person, thread };
}

function checkWindow(sim: Simulator, thread: Thread, tag: string | null): void {
  if (tag !== null && DEAD_TAGS.includes(tag)) throw deadTag();
  const open = tag === 'HUMAN_AGENT' ? HUMAN_AGENT_WINDOW_MS : WINDOW_MS;
  if (sim.clock.now().getTime() - (thread.lastActionAt ?? 0) > open) throw outsideWindow();
}

import { MINUTE } from '../../../server/base/clock.ts';
import { listLinksOfThread } from '../../../server/account-links/index.ts';
import { startExpiring } from '../../../server/linking/index.ts';
import { PAGE_ID } from '../../support/server.ts';
import { messageEvent } from '../linking-room.ts';
import { type Asked, nowOf, type Play } from './login-play.ts';
import { loginEvent } from './login-stage.ts';
import * as seen from './login-witness.ts';
import type { ToldLink, Who } from './login-witness.ts';

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
  visit.next = 'answer';
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

/** Somebody types a number that they saw on a page: it proves nothing, and spoils nothing. */
export async function type(play: Play, by: Who, number: string): Promise<void> {
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
  const stop = startExpiring(room.ctx);
  await stop();
}

import type { MessageContent } from '../../../../shared/api/messages.ts';
import type { LanguageCode } from '../../../../shared/language.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { languageOf, queueMessage, sayIn, type TextKey, type TextValues } from '../../../messaging/index.ts';
import { getSiteSettings, type SiteSettings } from '../../../sites/index.ts';
import { drawNumbers } from './draw-numbers.ts';
import { isGuessedOut, refuseGuessing } from '../limit-guesses.ts';
import { readPerson } from './read-person.ts';
import { say } from '../say.ts';
import { showQuestion } from './show-question.ts';
import { type AttemptRow, changeOpen, lockAttempt, selectAttempt } from '../store.ts';

/** What the platform told before the write in which the question is asked. */
interface Learned {
  readonly lang: LanguageCode;
  readonly person: string | null;
}

/**
 * Asks what an attempt has to ask, in the thread and on the visit's page, unless that is done. Where it cannot be asked in
 * the thread the attempt waits, and the page says why.
 */
export async function askQuestion(ctx: Ctx, attemptId: string): Promise<void> {
  const found = await ctx.storage.read((at) => selectAttempt(at, attemptId));
  if (!found || found.settledAt || found.questionId !== null) return;
  const site = await getSiteSettings(ctx, found.siteId);
  const lang = await languageOf(ctx, found.pageId, found.psid, site.language);
  const isNameWanted = found.needsSite && found.person === null;
  const person = isNameWanted ? await readPerson(ctx, found, site.name) : found.person;
  await ctx.storage.write(async (tx) => {
    const row = await lockAttempt(tx, attemptId);
    if (!row || row.settledAt || row.questionId !== null || ctx.clock.now() > row.expiresAt) return;
    const prepared = await prepare(ctx, tx, row, person);
    const isOut = prepared.policy !== row.policy && (await isGuessedOut(ctx, tx, prepared));
    if (isOut) await refuseGuessing(ctx, tx, prepared);
    else await ask(ctx, tx, prepared, { site, lang });
  });
}

/** Without a name nobody can tell whom they would let in: then the number is asked for instead. */
async function prepare(ctx: Ctx, tx: Tx, row: AttemptRow, person: Learned['person']): Promise<AttemptRow> {
  const isNameless = row.policy === 'confirm-on-site' && row.needsSite && person === '';
  const instead = { ...(await drawNumbers(ctx, row)), policy: 'match', needsThread: true, needsSite: false } as const;
  const change = isNameless ? { ...instead, person } : { person };
  return (await changeOpen(tx, row.id, change)) ?? row;
}

interface Asking extends Pick<Learned, 'lang'> {
  readonly site: SiteSettings;
}

async function ask(ctx: Ctx, tx: Tx, row: AttemptRow, { site, lang }: Asking): Promise<void> {
  const { id, siteId, pageId, psid, expiresAt: notAfter } = row;
  if (!row.needsThread) {
    // The page asks; the thread is told where to look, and whether that can be said changes nothing.
    await changeOpen(tx, id, { questionId: '', status: 'open', reason: null });
    await say(ctx, { siteId, pageId, psid, key: 'confirmOnSite' });
    return await showQuestion(ctx, row);
  }
  const content = contentOf(row, site, lang);
  const asked = await queueMessage(ctx, { pageId, psid, siteId, purpose: 'linking', content, about: id, notAfter });
  const refusal = asked.status === 'refused' ? asked.refusal : null;
  await changeOpen(tx, id, {
    questionId: asked.id,
    asked: refusal ? row.asked : row.asked + 1,
    status: refusal ? 'waiting' : 'open',
    reason: refusal?.code ?? null,
  });
  await showQuestion(ctx, row, refusal);
}

function contentOf(row: AttemptRow, site: SiteSettings, lang: LanguageCode): MessageContent {
  const { texts } = site.linking;
  const values: TextValues = { site: site.name, account: row.label ?? '', standing: row.conflictLabel ?? '' };
  const words = (key: TextKey): string => sayIn(lang, key, values, texts);
  // Who has written instead of tapping is told what to do.
  const question = (key: TextKey): string => (row.asked > 0 ? `${words('question.again')}\n${words(key)}` : words(key));
  const reply = (title: string, answer: string) => ({ title, payload: `threadtie:link:${row.id}:${answer}` });
  if (row.conflictWith) {
    const replies = [reply(words('answer.replace'), 'replace'), reply(words('answer.keep'), 'keep')];
    return { text: question('conflict.ask'), quickReplies: replies };
  }
  const notMe = reply(words('answer.notMe'), 'not_me');
  if (row.number !== null) {
    const numbers = (row.choices ?? []).map((choice) => reply(String(choice), String(choice)));
    return { text: question('question.match'), quickReplies: [...numbers, notMe] };
  }
  const key = row.policy === 'code' ? 'question.code' : 'question.confirm';
  return { text: question(key), quickReplies: [reply(words('answer.connect'), 'connect'), notMe] };
}

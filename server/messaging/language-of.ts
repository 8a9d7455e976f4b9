import { type LanguageCode, toLanguage } from '../../shared/language.ts';
import type { Ctx } from '../base/ctx.ts';
import { GraphError, getUserProfile } from '../graph/index.ts';
import { findPageSenders, withPageToken } from '../pages/index.ts';
import { findThreadFacts, setLocale } from '../threads/index.ts';

/**
 * The language to speak to a person in: their own as far as the platform tells it, else `fallback`, the site's. It is asked
 * once and remembered: call it outside of any write.
 */
export async function languageOf(
  ctx: Ctx,
  pageId: string,
  psid: string,
  fallback: LanguageCode = 'en',
): Promise<LanguageCode> {
  const thread = await findThreadFacts(ctx, pageId, psid);
  if (!thread) return fallback;
  const locale = thread.localeAskedAt ? thread.locale : await askLocale(ctx, pageId, psid);
  return toLanguage(locale) ?? fallback;
}

/** The same from what is remembered, also inside a write; null: nobody has asked yet. */
export async function knownLanguageOf(
  ctx: Ctx,
  pageId: string,
  psid: string,
  fallback: LanguageCode = 'en',
): Promise<LanguageCode | null> {
  const thread = await findThreadFacts(ctx, pageId, psid);
  return thread?.localeAskedAt ? (toLanguage(thread.locale) ?? fallback) : null;
}

/** What cannot be answered now is asked another time; what the app may not know is not asked again. */
async function askLocale(ctx: Ctx, pageId: string, psid: string): Promise<string | null> {
  const page = await findPageSenders(ctx, pageId);
  const sender = page?.senders.find(({ fault }) => !fault);
  // An Instagram account tells nobody's locale.
  if (!page?.isConnected || page.platform === 'instagram' || !sender) return null;
  const key = { pageId, appId: sender.appId };
  try {
    const locale = await withPageToken(ctx, key, (caller) => readLocale(ctx, caller, psid));
    await setLocale(ctx, { pageId, psid, locale });
    return locale;
  } catch (error) {
    ctx.log.info({ err: error, pageId, requestId: ctx.requestId }, "a person's language could not be asked for");
    return null;
  }
}

/** A missing permission for this one field says nothing of the Page. */
async function readLocale(
  ctx: Ctx,
  caller: Parameters<typeof getUserProfile>[1],
  psid: string,
): Promise<string | null> {
  try {
    return (await getUserProfile(ctx, caller, { psid, fields: ['locale'] })).locale;
  } catch (error) {
    const isFinal = error instanceof GraphError && ['give_up', 'our_bug', 'person_unreachable'].includes(error.verdict);
    if (isFinal && error.code !== null) return null;
    throw error;
  }
}

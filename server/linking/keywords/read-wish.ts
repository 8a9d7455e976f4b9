import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { foldWords, type WishKind, wordsFor } from './default-words.ts';

/** What a tap or a message asks for. */
export interface Wish {
  readonly kind: WishKind;
  /** The sites it is asked of. */
  readonly siteIds: readonly string[];
}

/** What decides whether words are meant for a site. */
export interface Listener {
  readonly id: string;
  readonly linking: { readonly keywords: Readonly<Record<WishKind, readonly string[]>> };
}

const PAYLOAD = /^threadtie:(login|logout)(?::([\w-]{1,100}))?$/;
const LONGEST = 60;

/**
 * The wish an event holds; null: none. A payload may name the site (`threadtie:login:<siteId>`) and else means all of the Page's;
 * words mean the sites that listen to them.
 */
export function readWish(event: MessengerEvent, sites: readonly Listener[]): Wish | null {
  if (event.kind === 'postback') return ofPayload(event.detail.payload, sites);
  if (event.kind !== 'message') return null;
  const { quickReplyPayload, text } = event.detail;
  if (quickReplyPayload !== null) return ofPayload(quickReplyPayload, sites);
  return text === null || text.length > LONGEST ? null : ofWords(foldWords(text), sites);
}

function ofPayload(payload: string | null, sites: readonly Listener[]): Wish | null {
  const [, kind, siteId] = PAYLOAD.exec(payload ?? '') ?? [];
  if (kind !== 'login' && kind !== 'logout') return null;
  return of(kind, siteId === undefined ? sites : sites.filter(({ id }) => id === siteId));
}

function ofWords(words: string, sites: readonly Listener[]): Wish | null {
  if (words === '') return null;
  const listening = (kind: WishKind) =>
    sites.filter(({ linking }) => wordsFor(kind, linking.keywords[kind]).has(words));
  return of('login', listening('login')) ?? of('logout', listening('logout'));
}

function of(kind: WishKind, sites: readonly Listener[]): Wish | null {
  return sites.length > 0 ? { kind, siteIds: sites.map(({ id }) => id) } : null;
}

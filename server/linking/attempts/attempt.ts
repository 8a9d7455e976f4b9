import type { Assurance, LinkReason, LinkWay } from '../../../shared/api/account-links.ts';
import type { MessageReason } from '../../../shared/api/messages.ts';
import type { AttemptRow } from './store.ts';

/**
 * What is asked before a thread is tied to an account: nothing, for consent in the thread, for consent on the site, for the
 * number the site shows, or (`code`) for consent on both sides.
 */
export type AttemptPolicy = 'none' | 'confirm-in-thread' | 'confirm-on-site' | 'match' | 'code';

/** `waiting`: the question cannot be asked at the moment. The last four are final. */
export type AttemptStatus = 'open' | 'waiting' | 'linked' | 'refused' | 'spoiled' | 'expired';

/** Why an attempt waits, or came to nothing. */
export type AttemptReason = MessageReason | LinkReason;

/** One attempt to tie a thread to an account. */
export type Attempt = Readonly<AttemptRow>;

/** How well a link is proven that comes of an attempt. */
export function assuranceOf(way: LinkWay, policy: AttemptPolicy): Assurance {
  if (way === 'messenger' || way === 'web') return 'account-linking';
  if (way === 'code') return 'code';
  return ASSURANCE_OF[policy];
}

const ASSURANCE_OF: Readonly<Record<AttemptPolicy, Assurance>> = {
  none: 'direct',
  code: 'code',
  'confirm-in-thread': 'in-thread',
  'confirm-on-site': 'on-site',
  match: 'match',
};

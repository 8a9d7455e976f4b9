import { DAY, HOUR, MINUTE } from '../../base/clock.ts';
import type { Caller } from './caller.ts';
import type { GraphFaults } from './graph-faults.ts';
import type { GraphRequest } from './graph-request.ts';
import type { Page } from '../state/world.ts';
import { isObject } from './parse-json.ts';
import { createRollingCount, type RollingCount } from './rolling-count.ts';

/** Which usage header shows a limit, if any. */
export type ShownAs = 'app' | 'messenger' | 'pages' | 'instagram' | null;

/** How many calls of one kind are allowed in a stretch of time, and the code that refuses the next one. */
export interface Limit {
  readonly key: string;
  /** The Page or the app whose calls are counted. */
  readonly owner: string;
  readonly windowMs: number;
  readonly most: number;
  readonly code: 4 | 32 | 613 | 80001 | 80002 | 80006;
  readonly shownAs: ShownAs;
}

/** Counts calls against limits. */
export interface Limiter {
  /** Counts a call against all of them, refused or not; the first limit that it is over, or null. */
  count(limits: readonly Limit[], now: Date): Limit | null;
  /** How much of the limit is used, in percent, and how long until it has room again. */
  usage(limit: Limit, now: Date): { percent: number; waitMs: number };
  clear(): void;
}

/** A limiter that has counted nothing yet. */
export function createLimiter(): Limiter {
  const counts = new Map<string, RollingCount>();
  const countOf = ({ key, windowMs }: Limit): RollingCount => {
    const known = counts.get(key) ?? createRollingCount(windowMs);
    counts.set(key, known);
    return known;
  };
  return {
    count: (limits, at) => {
      const now = at.getTime();
      for (const limit of limits) countOf(limit).add(now);
      return limits.find((limit) => countOf(limit).total(now) > limit.most) ?? null;
    },
    usage: (limit, at) => {
      const now = at.getTime();
      const count = countOf(limit);
      const percent = Math.floor((count.total(now) / limit.most) * 100);
      return { percent, waitMs: count.waitUntilBelow(limit.most, now) };
    },
    clear: () => counts.clear(),
  };
}

const MESSENGER_EDGES = /\/(?:messages|messenger_profile|\w+_thread_control|thread_owner|secondary_receivers)$/;
const MESSENGER_CALLS = 200;
const PAGE_CALLS = 4800;
const APP_CALLS = 200;
const PRIVATE_REPLIES = 750;

/**
 * The limits that a call falls under: by app for app and user tokens, by Page for Page tokens, and those of single edges.
 * Which code refuses too many sends, profile calls and conversations is not documented: 613 here.
 */
export function limitsOf(caller: Caller, page: Page | null, request: GraphRequest, faults: GraphFaults): Limit[] {
  if (caller.kind !== 'page' || !page) return appLimits(caller, request, faults);
  return [
    businessLimit(page.id, page.platform === 'instagram', request, faults),
    ...edgeLimits(page.id, request, faults),
  ];
}

function appLimits(caller: Caller, { path }: GraphRequest, faults: GraphFaults): Limit[] {
  const most = APP_CALLS * faults.appUsers;
  const { id } = caller.app;
  const app: Limit = { key: `app:${id}`, owner: id, windowMs: HOUR, most, code: 4, shownAs: 'app' };
  const [, pageId] = /^\/(\d+)/.exec(path) ?? [];
  if (caller.kind !== 'user' || pageId === undefined) return [app];
  return [app, { ...pagesLimit(pageId, faults), code: 32 }];
}

function businessLimit(owner: string, isInstagram: boolean, { path }: GraphRequest, faults: GraphFaults): Limit {
  if (!MESSENGER_EDGES.test(path)) return pagesLimit(owner, faults);
  const most = MESSENGER_CALLS * faults.engagedUsers;
  const kind = isInstagram
    ? ({ code: 80002, shownAs: 'instagram' } as const)
    : ({ code: 80006, shownAs: 'messenger' } as const);
  return { key: `messenger:${owner}`, owner, windowMs: DAY, most, ...kind };
}

function pagesLimit(owner: string, faults: GraphFaults): Limit {
  const most = PAGE_CALLS * faults.engagedUsers;
  return { key: `pages:${owner}`, owner, windowMs: DAY, most, code: 80001, shownAs: 'pages' };
}

function edgeLimits(owner: string, request: GraphRequest, faults: GraphFaults): Limit[] {
  const one = (name: string, windowMs: number, most: number): Limit => {
    return { key: `${name}:${owner}`, owner, windowMs, most, code: 613, shownAs: null };
  };
  const { path, params } = request;
  if (path.endsWith('/messenger_profile')) return [one('profile', 10 * MINUTE, faults.profileCalls)];
  if (path.endsWith('/conversations')) return [one('conversations', 1000, faults.conversationsPerSecond)];
  if (!path.endsWith('/messages') || request.method !== 'POST') return [];
  const sends = one('sends', 1000, faults.sendsPerSecond);
  if (isMedia(params['message'])) return [sends, one('media', 1000, faults.mediaPerSecond)];
  return isPrivateReply(params['recipient']) ? [sends, one('replies', HOUR, PRIVATE_REPLIES)] : [sends];
}

function isMedia(message: unknown): boolean {
  const attachment = isObject(message) ? message['attachment'] : null;
  return isObject(attachment) && ['audio', 'video'].includes(String(attachment['type']));
}

function isPrivateReply(recipient: unknown): boolean {
  return isObject(recipient) && ('comment_id' in recipient || 'post_id' in recipient);
}

import type { Page } from '../../shared/api/list.ts';
import type { ListThreadsQuery, Thread } from '../../shared/api/threads.ts';
import { requireScope } from '../base/actor.ts';
import { HOUR, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { toPage } from '../base/page.ts';
import { selectThreads, type ThreadRow } from './store.ts';

/** Length of the standard messaging window. */
const WINDOW_MS = 24 * HOUR;

/** Threads, the one seen last first. They belong to Pages, which several sites may share: for keys of all sites. */
export async function listThreads(ctx: Ctx, query: ListThreadsQuery): Promise<Page<Thread>> {
  requireScope(ctx.actor, 'threads:read', null);
  const rows = await ctx.storage.read((at) => selectThreads(at, query, parseCursor(query.cursor)));
  return toPage(rows, query, (row) => `${row.lastSeenAt.getTime()}.${row.psid}`, toThread);
}

function toThread(row: ThreadRow): Thread {
  return {
    pageId: row.pageId,
    psid: row.psid,
    messagingWindowClosesAt: row.windowOpenedAt ? later(row.windowOpenedAt, WINDOW_MS).toISOString() : null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

function parseCursor(cursor: string | undefined): { lastSeenAt: Date; psid: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.(.+)$/.exec(cursor);
  if (!match?.[1] || !match[2]) {
    throw new ThreadtieError(
      'invalid_request',
      'The cursor is not one of ours.',
      'Pass nextCursor of the page before.',
    );
  }
  return { lastSeenAt: new Date(Number(match[1])), psid: match[2] };
}

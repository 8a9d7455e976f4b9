import { z } from 'zod';
import type { Page } from '../../shared/api/list.ts';
import type { ListThreadsQuery, Thread } from '../../shared/api/threads.ts';
import { requireScope } from '../base/actor.ts';
import { HOUR, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../base/page.ts';
import { selectThreads, type ThreadRow } from './store.ts';

/** Length of the standard messaging window. */
const WINDOW_MS = 24 * HOUR;

const Cursor = z.tuple([CursorTime, z.string(), z.string()]);

/** Threads, the one seen last first. They belong to Pages, which several sites may share: for keys of all sites. */
export async function listThreads(ctx: Ctx, query: ListThreadsQuery): Promise<Page<Thread>> {
  requireScope(ctx.actor, 'threads:read', null);
  const rows = await ctx.storage.read((at) => selectThreads(at, query, decodeCursor(query.cursor, Cursor)));
  return toPage(rows, query, cursorOf, toThread);
}

function cursorOf(row: ThreadRow): string {
  return encodeCursor([row.lastSeenAt.toISOString(), row.pageId, row.psid]);
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

import { z } from 'zod';
import type { Page } from '../../shared/api/list.ts';
import type { ListThreadsQuery, Thread } from '../../shared/api/threads.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../base/page.ts';
import { selectThreads, type ThreadRow } from './store.ts';
import { toThread } from './thread.ts';

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

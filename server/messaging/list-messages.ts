import { z } from 'zod';
import type { Page } from '../../shared/api/list.ts';
import type { ListMessagesQuery, Message } from '../../shared/api/messages.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { decodeCursor, encodeCursor, toPage } from '../base/page.ts';
import { toMessage } from './message.ts';
import { selectMessages } from './store.ts';

const Cursor = z.tuple([z.string().regex(/^\d{1,15}$/)]).transform(([seq]) => Number(seq));

/** Messages, the one asked for last first; a key of one site sees what was said in its name. */
export async function listMessages(ctx: Ctx, query: ListMessagesQuery): Promise<Page<Message>> {
  requireScope(ctx.actor, 'messages:read');
  const own = { ...query, siteId: siteOf(ctx.actor) ?? query.siteId };
  const after = decodeCursor(query.cursor, Cursor);
  const rows = await ctx.storage.read((at) => selectMessages(at, own, after));
  return toPage(rows, query, ({ seq }) => encodeCursor([String(seq)]), toMessage);
}

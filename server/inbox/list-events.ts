import type { Page } from '../../shared/api/list.ts';
import type { InboxEvent, ListEventsQuery } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { cursorAt, placeOf, toInboxEvent } from './delivery.ts';
import { selectEvents } from './list-store.ts';

/** The events of the platform, newest first. They belong to the installation, so a key of one site may not see them. */
export async function listEvents(ctx: Ctx, query: ListEventsQuery): Promise<Page<InboxEvent>> {
  requireScope(ctx.actor, 'deliveries:read', null);
  const rows = await ctx.storage.read((at) => selectEvents(at, query, placeOf(query.cursor)));
  return toPage(rows, query, cursorAt, toInboxEvent);
}

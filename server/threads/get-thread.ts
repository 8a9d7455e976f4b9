import type { Thread } from '../../shared/api/threads.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { selectThread } from './store.ts';
import { toThread } from './thread.ts';

/**
 * One thread. Threads belong to Pages, which several sites may share: for keys of all sites.
 * @throws {ThreadtieError} `not_found`
 */
export async function getThread(ctx: Ctx, pageId: string, psid: string): Promise<Thread> {
  requireScope(ctx.actor, 'threads:read', null);
  const row = await ctx.storage.read((at) => selectThread(at, pageId, psid));
  if (!row) {
    throw new ThreadtieError(
      'not_found',
      'No thread of this Page and person was found.',
      'Check both ids: a person has another id on each Page.',
    );
  }
  return toThread(row);
}

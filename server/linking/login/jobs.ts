import { z } from 'zod';
import { MESSENGER_LINK_ENDED } from '../../account-links/index.ts';
import { SYSTEM } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { JobDefinition } from '../../base/queue/queue.ts';
import { unlinkAtPlatform } from './at-platform/unlink-at-platform.ts';

/** Messenger is to forget that somebody is logged in. */
export const UNLINK_AT_PLATFORM: JobDefinition<{ pageId: string; psid: string }> = {
  name: 'linking.unlink-at-platform',
  data: z.object({ pageId: z.string(), psid: z.string() }),
  attempts: 8,
  backoffMs: 5000,
  transactional: false,
};

/** Says that this process keeps Messenger's idea of who is logged in like ours. */
export function workOnLogins(ctx: Ctx): void {
  for (const job of [UNLINK_AT_PLATFORM, MESSENGER_LINK_ENDED]) {
    ctx.queue.work(job, ({ data, id }) => unlinkAtPlatform({ ...ctx, actor: SYSTEM, requestId: id }, data));
  }
}

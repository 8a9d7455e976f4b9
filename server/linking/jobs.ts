import { PLATFORM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { VISIT_REGISTERED_LATE } from '../refs/index.ts';
import { resumeArrivals } from './resume-arrivals.ts';

/** Says that this process goes on with arrivals whose visit was registered after them. */
export function workOnLinking(ctx: Ctx): void {
  ctx.queue.work(VISIT_REGISTERED_LATE, ({ data, id }) =>
    resumeArrivals({ ...ctx, actor: PLATFORM, requestId: id }, data.refId),
  );
}

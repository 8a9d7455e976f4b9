import type { Ctx } from '../../base/ctx.ts';
import { runChecks } from '../checks/run-checks.ts';
import { updateHealth } from '../health/update-health.ts';
import { selectHeardSince } from '../signs-store.ts';
import { type ConnectionRun, judgeChecks } from './connect-steps.ts';
import { newStep } from './connection-steps.ts';
import { done, noteStep, type StepOutcome } from './record-step.ts';

/**
 * Whether the platform has delivered an event of the Page since the connection began. If so, sending is proven too: the
 * newest message is marked as read.
 */
export async function awaitFirstEvent(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const heard = await ctx.storage.read((at) => selectHeardSince(at, [pageId], row.createdAt));
  if (heard.length === 0) return { state: 'waiting', detail: 'No event has come yet.' };
  const checks = await runChecks(ctx, { pageId, appId: row.appId }, { probesSending: true });
  await updateHealth(ctx, pageId);
  await noteStep(ctx, newStep(row.id, 'check', pageId), judgeChecks(checks));
  return done('Events of this Page arrive.');
}

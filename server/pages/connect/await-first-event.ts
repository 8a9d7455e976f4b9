import type { Ctx } from '../../base/ctx.ts';
import { runChecks } from '../checks/run-checks.ts';
import { updateHealth } from '../health/update-health.ts';
import { selectHeardSince } from '../signs-store.ts';
import { type ConnectionRun, judgeChecks } from './connect-steps.ts';
import { selectSteps } from './connection-store.ts';
import { done, noteStep, type StepOutcome } from './record-step.ts';

/**
 * Whether the platform has delivered an event of the Page since the connection began. If a person wrote since then, sending is
 * proven too: the newest message is marked as read.
 */
export async function awaitFirstEvent(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const heard = await ctx.storage.read((at) => selectHeardSince(at, [pageId], row.createdAt));
  if (heard.length === 0) return { state: 'waiting', detail: 'No event has come yet.' };
  const checks = await runChecks(ctx, { pageId, appId: row.appId }, { probesSince: row.createdAt });
  await updateHealth(ctx, pageId);
  const steps = await ctx.storage.read((at) => selectSteps(at, [row.id]));
  const check = steps.find((step) => step.name === 'check' && step.pageId === pageId);
  if (check) await noteStep(ctx, check, judgeChecks(checks));
  return done('Events of this Page arrive.');
}

import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { runChecks } from '../checks/run-checks.ts';
import { selectHeardSince } from '../signs-store.ts';
import { type ConnectionRun, judgeChecks } from './connect-steps.ts';
import { newStep } from './connection-steps.ts';
import { selectSteps } from './connection-store.ts';
import { done, noteStep, type StepOutcome } from './record-step.ts';

/** After that without an event something is said about why. */
const PATIENCE_MS = 5 * MINUTE;

/**
 * Whether the platform has delivered an event of the Page since the connection began. If so, sending is proven too: the
 * newest message is marked as read.
 */
export async function awaitFirstEvent(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const heard = await ctx.storage.read((at) => selectHeardSince(at, [pageId], row.createdAt));
  if (heard.length === 0) return await stillWaiting(ctx, row.id, pageId, row.createdAt);
  const checks = await runChecks(ctx, { pageId, appId: row.appId }, { probesSending: true });
  await noteStep(ctx, newStep(row.id, 'check', pageId), judgeChecks(checks));
  return done('Events of this Page arrive.');
}

async function stillWaiting(ctx: Ctx, id: string, pageId: string, since: Date): Promise<StepOutcome> {
  const steps = await ctx.storage.read((at) => selectSteps(at, [id]));
  const isSetUp = steps
    .filter((step) => step.name !== 'first_event' && (step.pageId === pageId || step.pageId === ''))
    .every((step) => step.state === 'done');
  const fix = 'Write anything to the Page from a personal account that has a role on the app, or is a test user of it.';
  if (!isSetUp)
    return { state: 'waiting', detail: 'No event has come yet; other steps have to be mended first.', fix: null };
  if (ctx.clock.now() < later(since, PATIENCE_MS))
    return { state: 'waiting', detail: 'Everything is set. Now an event has to come.', fix };
  return {
    state: 'waiting',
    problem: 'development_mode',
    detail:
      'Everything is set, and no event has come. Most likely nobody wrote to the Page, or the app is in development mode, where only people with a role on it cause events (a conclusion: no call tells the mode).',
    fix: `${fix} For everybody else switch the app to Live (https://developers.facebook.com/apps, top of the page) and get Advanced Access to pages_messaging.`,
  };
}

import { openAppSecret } from '../../apps/index.ts';
import type { Check } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import { appCaller, debugToken } from '../../graph/index.ts';
import { tokenProblem } from '../checks/judge-token.ts';
import { runChecks } from '../checks/run-checks.ts';
import { fetchPage } from '../fetch-page.ts';
import { PROBLEM_GUIDES } from '../health/problem-guide.ts';
import { updateHealth } from '../health/update-health.ts';
import { keepPage } from '../put-page.ts';
import { objectOf, type SubscribedObject } from '../subscription-fields.ts';
import { type ConnectionRow, updateConnection } from './connection-store.ts';
import type { UserPage } from './list-user-pages.ts';
import { done, type StepOutcome } from './record-step.ts';
import { setProfileFully } from './set-profile-fully.ts';
import { asApp, SetupProblem } from './setup-problem.ts';
import { type AppSubscribed, subscribeAppFully } from './subscribe-app-fully.ts';
import { subscribePageFully } from './subscribe-page-fully.ts';

/** What the steps of one run share. */
export interface ConnectionRun {
  readonly row: ConnectionRow;
  /** The Pages of the person, with tokens; asked for once. */
  listOnce(): Promise<readonly UserPage[]>;
}

/** Takes the Page's token, makes sure that it is this Page's, and stores it sealed for (app, Page). */
export async function storePageToken(ctx: Ctx, { row, listOnce }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const found = (await listOnce()).find(({ candidate }) => candidate.id === pageId);
  if (!found?.accessToken) {
    const detail = found
      ? 'The platform gives this person no token for the Page.'
      : 'The person of the user token has no part in this Page any more.';
    throw new SetupProblem('task_missing', detail);
  }
  const { candidate, accessToken } = found;
  const { appId } = row;
  const app = appCaller(appId, await openAppSecret(ctx, appId));
  const facts = await asApp(ctx, debugToken(ctx, app, { token: accessToken }));
  const problem = tokenProblem(facts, candidate);
  if (problem) throw new SetupProblem(problem, PROBLEM_GUIDES[problem].evidence);
  const { tasks, ...page } = candidate;
  const { expiresAt, dataAccessExpiresAt, scopes, userId } = facts;
  const known = { expiresAt, dataAccessExpiresAt, scopes, userId, tasks, checkedAt: ctx.clock.now() };
  await keepPage(ctx, page, { appId, accessToken, ...known }, 'page.connected');
  return done(expiresAt ? `The token is stored; it expires on ${expiresAt.toISOString()}.` : 'The token is stored.');
}

/** The second of the two steps: the app at the Page. */
export async function subscribePage(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const { isChanged, added } = await subscribePageFully(ctx, { pageId, appId: row.appId });
  return done(isChanged ? `Subscribed: ${added.join(', ')}.` : 'Every field was subscribed already.');
}

/** What the Page says by itself. */
export async function setUpProfile(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const page = await fetchPage(ctx, pageId);
  const profile = row.profile ?? { getStartedPayload: 'GET_STARTED', greeting: null, iceBreakers: null };
  const changes = await setProfileFully(ctx, { pageId, appId: row.appId }, page, profile);
  return done(changes.length > 0 ? `${changes.join('; ')}.` : 'Everything was set already.');
}

/** The first of the two steps: the app's webhook, for every kind of thing that was chosen. */
export async function subscribeApp(ctx: Ctx, { row }: ConnectionRun): Promise<StepOutcome> {
  const platforms = row.candidates.filter(({ id }) => row.chosen.includes(id)).map(({ platform }) => platform);
  const said: string[] = [];
  for (const object of new Set(platforms.map(objectOf))) {
    const { isChanged, added, before } = await subscribeObject(ctx, row, object);
    const fields = added.length > 0 ? `: ${added.join(', ')}` : '';
    said.push(isChanged ? `Subscribed to "${object}"${fields}.` : `"${object}" was subscribed already.`);
    if (before) said.push(`Its events went to ${before} before.`);
  }
  if (row.foreignCallback !== null) await noteForeign(ctx, row, null);
  return done(said.join(' '));
}

/** Stops where another system would lose the events, and notes which, so that somebody can be asked. */
async function subscribeObject(ctx: Ctx, row: ConnectionRow, object: SubscribedObject): Promise<AppSubscribed> {
  try {
    return await subscribeAppFully(ctx, row.appId, object, row.takesOverCallback);
  } catch (error) {
    if (error instanceof SetupProblem && error.takenFrom) await noteForeign(ctx, row, error.takenFrom);
    throw error;
  }
}

async function noteForeign(ctx: Ctx, { id }: ConnectionRow, foreignCallback: string | null): Promise<void> {
  await ctx.storage.write((tx) => updateConnection(tx, id, { foreignCallback }));
}

/** Looks at everything. */
export async function checkPage(ctx: Ctx, { row }: ConnectionRun, pageId: string): Promise<StepOutcome> {
  const checks = await runChecks(ctx, { pageId, appId: row.appId });
  await updateHealth(ctx, pageId);
  return judgeChecks(checks);
}

/** What is in the way of events or answers fails the step; what else is not as it should be is told beside. */
export function judgeChecks(checks: readonly Check[]): StepOutcome {
  const bad = checks.filter(({ state }) => state === 'missing' || state === 'wrong');
  const isInTheWay = ({ name, isRequired }: Check): boolean =>
    isRequired || name === 'sending' || name === 'page_tasks';
  const worst = bad.find(isInTheWay) ?? bad[0];
  if (!worst) return done('Everything that can be seen is set.');
  const detail = [...new Set(bad.map((check) => check.detail))].join(' ');
  const state = isInTheWay(worst) ? 'failed' : 'done';
  return { state, detail, problem: worst.problem ?? null, fix: worst.fix };
}

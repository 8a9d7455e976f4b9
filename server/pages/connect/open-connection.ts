import { USER_PERMISSIONS } from '../../../shared/needed-permissions.ts';
import { openAppSecret } from '../../apps/index.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { appCaller, debugToken, exchangeUserToken, GraphError, type GraphCaller } from '../../graph/index.ts';
import type { TokenFacts } from '../checks/judge-token.ts';
import { userTokenPurpose } from '../seal-purpose.ts';
import { inOrder } from './connection-steps.ts';
import { type ConnectionRow, selectSteps, type StepRow, updateConnection } from './connection-store.ts';
import { fetchConnection, openUserToken } from './fetch-connection.ts';
import { done, noteStep, recordStep, type StepOutcome } from './record-step.ts';
import { listUserPages } from './list-user-pages.ts';
import { asApp, SetupProblem } from './setup-problem.ts';

/** A token that lives longer than this is a long-lived one already. */
const LONG_MS = 7 * DAY;

/**
 * Does what comes before Pages are chosen, from where it stood: looks at the user token, exchanges it for a long-lived one,
 * lists the Pages. What goes wrong stands in the steps.
 */
export async function openConnection(ctx: Ctx, id: string): Promise<void> {
  const row = await fetchConnection(ctx, id);
  const steps = inOrder(row, await ctx.storage.read((at) => selectSteps(at, [id])));
  const exchange = steps.find((step) => step.name === 'exchange_token');
  const list = steps.find((step) => step.name === 'list_pages');
  const choose = steps.find((step) => step.name === 'choose_pages');
  if (!exchange || !list || !choose) return;
  const isExchanged =
    exchange.state === 'done' ||
    (await recordStep(ctx, exchange, () => exchangeToken(ctx, row), null)).state === 'done';
  if (!isExchanged) return await waitFor(ctx, [list, choose]);
  const listed =
    list.state === 'done'
      ? list
      : await recordStep(ctx, list, async () => await listPages(ctx, await fetchConnection(ctx, id)), null);
  if (listed.state !== 'done') return await waitFor(ctx, [choose]);
  if (choose.state !== 'done') await noteStep(ctx, choose, { state: 'waiting', detail: 'Choose the Pages.' });
}

async function waitFor(ctx: Ctx, steps: readonly StepRow[]): Promise<void> {
  for (const step of steps) await noteStep(ctx, step, { state: 'waiting', detail: 'It waits for the step before.' });
}

async function exchangeToken(ctx: Ctx, row: ConnectionRow): Promise<StepOutcome> {
  const caller = appCaller(row.appId, await openAppSecret(ctx, row.appId));
  const given = openUserToken(ctx, row);
  const facts = await asApp(ctx, inspect(ctx, caller, given));
  assertUserToken(facts, row.appId);
  const { token, expiresAt, detail } = await longLived(ctx, caller, given, facts);
  const missingPermissions = USER_PERMISSIONS.filter((permission) => !facts.scopes.includes(permission));
  const sealedUserToken = ctx.secretBox.seal(token, userTokenPurpose(row.id));
  const change = { sealedUserToken, userId: facts.userId, userTokenExpiresAt: expiresAt, missingPermissions };
  await ctx.storage.write((tx) => updateConnection(tx, row.id, change));
  if (missingPermissions.length === 0) return done(detail);
  const fix = 'Create the user token again with these permissions ticked, and start a new connection.';
  return {
    state: 'done',
    detail: `${detail} It lacks ${missingPermissions.join(', ')}.`,
    problem: 'permission_missing',
    fix,
  };
}

const FIX =
  'Create a user access token of this app (GET /v1/page-connections/guide says how) and start a new connection.';
/** The platform's code for a parameter it does not take: of an app it tells nothing of the tokens of others. */
const BAD_PARAMETER = 100;

async function inspect(ctx: Ctx, caller: GraphCaller, token: string): Promise<TokenFacts> {
  try {
    return await debugToken(ctx, caller, { token });
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== BAD_PARAMETER) throw error;
    throw new SetupProblem('token_invalid', `The platform knows no such token of the app "${caller.appId}".`, FIX);
  }
}

function assertUserToken(facts: TokenFacts, appId: string): void {
  if (!facts.isValid)
    throw new SetupProblem(facts.problem ?? 'token_invalid', 'The platform does not accept the user token.', FIX);
  if (facts.appId !== null && facts.appId !== appId) {
    throw new SetupProblem(
      'token_invalid',
      `The user token was made for the app "${facts.appId}", not for "${appId}".`,
      FIX,
    );
  }
  if (facts.type !== null && facts.type !== 'USER') {
    throw new SetupProblem('token_invalid', `This is a token of the type ${facts.type}, not that of a person.`, FIX);
  }
}

interface LongLived {
  readonly token: string;
  readonly expiresAt: Date | null;
  readonly detail: string;
}

async function longLived(ctx: Ctx, caller: GraphCaller, given: string, facts: TokenFacts): Promise<LongLived> {
  const { expiresAt } = facts;
  const isLong = expiresAt === null || expiresAt > later(ctx.clock.now(), LONG_MS);
  if (isLong) return { token: given, expiresAt, detail: 'The user token is a long-lived one already.' };
  try {
    const exchanged = await exchangeUserToken(ctx, caller, { userToken: given });
    return { ...exchanged, detail: 'The user token was exchanged for a long-lived one.' };
  } catch (error) {
    if (!(error instanceof GraphError) || error.verdict === 'retry' || error.verdict === 'later') throw error;
    const detail = `The user token could not be exchanged and is used as it is. ${error.sentence}`;
    return { token: given, expiresAt, detail };
  }
}

async function listPages(ctx: Ctx, row: ConnectionRow): Promise<StepOutcome> {
  const candidates = (await listUserPages(ctx, row)).map(({ candidate }) => candidate);
  if (candidates.length === 0) throw noPages(row.missingPermissions.includes('pages_show_list'));
  await ctx.storage.write((tx) => updateConnection(tx, row.id, { candidates }));
  return done(`${candidates.length} ${candidates.length === 1 ? 'was' : 'were'} found.`);
}

function noPages(lacksPermission: boolean): SetupProblem {
  const detail = 'No Page was found that the person of the user token has a part in.';
  if (lacksPermission) {
    return new SetupProblem('permission_missing', `${detail} The token lacks pages_show_list.`);
  }
  const fix =
    'Create the user token again as somebody with a role on the Page, and tick the Page when Facebook asks which ones; then start a new connection.';
  return new SetupProblem('task_missing', detail, fix);
}

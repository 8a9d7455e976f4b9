import type { Check } from '../../../shared/api/pages.ts';
import { knowsApp, openAppSecret } from '../../apps/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { appCaller, debugToken, getAppSubscriptions } from '../../graph/index.ts';
import { listSiteOrigins } from '../../sites/index.ts';
import { callbackUrls } from '../callback-urls.ts';
import { fetchPage } from '../fetch-page.ts';
import { isDeadly } from '../health/is-deadly.ts';
import { openPageCaller } from '../open-page-caller.ts';
import { selectSigns } from '../signs-store.ts';
import {
  type AppPage,
  type PageRow,
  selectChecksOf,
  selectToken,
  type TokenRow,
  updatePageRow,
  updateTokenRow,
  upsertChecks,
} from '../store.ts';
import { objectOf } from '../subscription-fields.ts';
import { missing, toChecks } from './check-catalogue.ts';
import { findAccount } from './find-account.ts';
import { findOwner, type Owner } from './find-owner.ts';
import { isOfToken, judgeAccess } from './judge-access.ts';
import { judgeLook } from './judge-look.ts';
import { judgeReception } from './judge-surroundings.ts';
import { type TokenFacts, tokenProblem } from './judge-token.ts';
import { type AppSubscriptions, judgeWebhook } from './judge-webhook.ts';
import { lookAtPage, type PageLook } from './look-at-page.ts';
import { see, type Seen } from './seen.ts';

/** How a look is taken. */
export interface LookOptions {
  /** The newest message is marked as read, to see whether anything may be sent, if it came then or later; null: it is not. */
  readonly probesSince?: Date | null;
  /** What was just seen of the app, when many Pages of it are looked at. */
  readonly app?: Seen<AppSubscriptions>;
  /** false: the token is not inspected, which costs a call of the app's own few; what was last seen of it stays. */
  readonly inspectsToken?: boolean;
}

/** Looks at the webhook of an app: the same for all its Pages. */
export async function lookAtApp(ctx: Ctx, appId: string): Promise<Seen<AppSubscriptions>> {
  return await see(getAppSubscriptions(ctx, appCaller(appId, await openAppSecret(ctx, appId)), {}));
}

/**
 * Looks at everything that must be right for events of a Page to arrive, keeps what was seen and answers it. What the
 * platform does not tell is unknown. A token that turns out dead, or alive again, is marked. With the token of an app that is
 * not known any more nothing is looked at.
 * @throws {ThreadtieError} `not_found` when there is no such Page, or no token of the app for it
 */
export async function runChecks(ctx: Ctx, key: AppPage, options: LookOptions = {}): Promise<Check[]> {
  const found = await fetchPage(ctx, key.pageId);
  if (!(await knowsApp(ctx, key.appId))) return await keepNothing(ctx, key, found);
  const { caller, token } = await openPageCaller(ctx, key);
  const checkedAt = ctx.clock.now();
  const known = await ctx.storage.read(async (at) => ({
    before: await selectChecksOf(at, key),
    signs: (await selectSigns(at, [found.id]))[0],
  }));
  const app = options.app ?? (await lookAtApp(ctx, key.appId));
  const inspects = options.inspectsToken ?? true;
  const asApp = appCaller(key.appId, caller.appSecret ?? '');
  const facts = inspects ? await see(debugToken(ctx, asApp, { token: caller.token })) : null;
  const owner = await findOwner(ctx, caller, found, facts?.value ?? null);
  const page = { ...found, linkedPageId: owner.linkedPageId };
  const isDead = facts?.value ? problemOf(facts.value, page, owner) !== null : token.state === 'dead';
  const look = isDead ? null : await lookAtPage(ctx, caller, page, known.signs, options.probesSince ?? null);
  const account = await findAccount(ctx, look);
  const origins = await listSiteOrigins(ctx);
  const findings = [
    ...judgeWebhook(app, objectOf(page.platform), callbackUrls(ctx, key.appId)),
    ...judgeAccess({ facts, token, page, look, before: known.before, isOwnerUnknown: owner.isUnknown }),
    ...(look ? judgeLook({ ...known, ...key, page, look, facts, account, origins, token, now: checkedAt }) : []),
    judgeReception(known.signs),
  ];
  const why = look ? 'Not looked at.' : 'Not looked at: the token has to be mended first.';
  const seen = toChecks(page.platform, key.appId, findings, { checkedAt, why });
  const checks = keepTimes(seen, known.before, { look, inspects });
  await keep(ctx, key, checks, token, { facts: facts?.value ?? null, page, owner, account, checkedAt });
  return checks;
}

/** What makes the token useless; that nobody told whose account it is does not. */
function problemOf(facts: TokenFacts, page: PageRow, { isUnknown }: Owner): ReturnType<typeof tokenProblem> {
  const problem = tokenProblem(facts, page);
  return isUnknown && problem === 'token_of_another_page' ? null : problem;
}

/** Keeps that the app of a token is not known any more, so that nothing could be looked at. */
async function keepNothing(ctx: Ctx, key: AppPage, { platform }: PageRow): Promise<Check[]> {
  const { pageId, appId } = key;
  const why = `The app "${appId}" is not known here any more: nothing is looked at with its token.`;
  const fix = `Make it known again (PUT /v1/apps/${appId}), or let it leave the Page: POST /v1/pages/${pageId}/disconnect?appId=${appId}.`;
  const checkedAt = ctx.clock.now();
  const checks = toChecks(platform, appId, [missing('app_credentials', why, fix)], { checkedAt, why });
  await ctx.storage.write(async (tx) => {
    if (await selectToken(tx, key)) await upsertChecks(tx, { ...key, checks, checkedAt });
  });
  return checks;
}

interface Tried {
  readonly look: PageLook | null;
  readonly inspects: boolean;
}

/** What was not tried this time stays as it was, with its time. */
function keepTimes(checks: readonly Check[], before: readonly Check[], { look, inspects }: Tried): Check[] {
  return checks.map((check) => {
    const was = before.find((each) => each.name === check.name);
    const isUntried = check.name === 'sending' && look !== null && look.sending === null;
    const isUninspected = isOfToken(check) && !inspects && was?.state === check.state;
    return was && (isUntried || isUninspected) ? was : check;
  });
}

interface Seeing {
  readonly facts: TokenFacts | null;
  readonly page: PageRow;
  readonly owner: Owner;
  readonly account: PageRow | undefined;
  readonly checkedAt: Date;
}

async function keep(ctx: Ctx, key: AppPage, checks: readonly Check[], token: TokenRow, seeing: Seeing): Promise<void> {
  const { facts, page, owner, account, checkedAt } = seeing;
  await ctx.storage.write(async (tx) => {
    const now = await selectToken(tx, key);
    if (now?.sealedToken !== token.sealedToken) return; // left or replaced meanwhile: this says nothing of what is there now
    await upsertChecks(tx, { ...key, checks, checkedAt });
    // An account that was put by itself hears through its Page's subscription all the same.
    if (account && account.linkedPageId !== page.id) await updatePageRow(tx, account.id, { linkedPageId: page.id });
    if (owner.isNew) await updatePageRow(tx, page.id, { linkedPageId: owner.linkedPageId });
    if (!facts) return await markRefused(tx, token, checks);
    const problem = problemOf(facts, page, owner);
    const { expiresAt, dataAccessExpiresAt, scopes, userId } = facts;
    const told = facts.isValid ? { expiresAt, dataAccessExpiresAt, scopes, ...(userId ? { userId } : {}) } : {};
    await updateTokenRow(tx, token, { state: problem ? 'dead' : 'live', problem, checkedAt, ...told });
  });
}

/** A token that was not inspected, and was refused when it was used. */
async function markRefused(tx: Tx, token: TokenRow, checks: readonly Check[]): Promise<void> {
  const problem = checks.find(({ name, state }) => name === 'page_token' && state === 'wrong')?.problem;
  if (token.state === 'dead' || !problem || !isDeadly(problem)) return;
  await updateTokenRow(tx, token, { state: 'dead', problem });
}

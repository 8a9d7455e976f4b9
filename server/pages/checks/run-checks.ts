import type { Check } from '../../../shared/api/pages.ts';
import { openAppSecret } from '../../apps/index.ts';
import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { appCaller, debugToken, getAppSubscriptions } from '../../graph/index.ts';
import { listSiteOrigins } from '../../sites/index.ts';
import { callbackUrls } from '../callback-urls.ts';
import { fetchPage } from '../fetch-page.ts';
import { openPageCaller } from '../open-page-caller.ts';
import { type PageSigns, selectSigns } from '../signs-store.ts';
import {
  type AppPage,
  type PageRow,
  selectChecksOf,
  selectSiblings,
  type TokenRow,
  updateTokenRow,
  upsertChecks,
} from '../store.ts';
import { objectOf } from '../subscription-fields.ts';
import { type Finding, set, toChecks, unknown } from './check-catalogue.ts';
import { judgeProfile } from './judge-profile.ts';
import { judgeMode, judgeSending } from './judge-sending.ts';
import { judgeSubscription } from './judge-subscription.ts';
import { judgeInstagram, judgePublished, judgeReception, judgeThreadControl } from './judge-surroundings.ts';
import { judgeDead, judgeTasks, judgeToken, type TokenFacts, tokenProblem } from './judge-token.ts';
import { type AppSubscriptions, judgeWebhook } from './judge-webhook.ts';
import { lookAtPage, type PageLook } from './look-at-page.ts';
import { see, type Seen } from './seen.ts';

/** How a look is taken. */
export interface LookOptions {
  /** true: the newest message of the Page is marked as read, to see whether anything may be sent. */
  readonly probesSending?: boolean;
  /** What was just seen of the app, when many Pages of it are looked at. */
  readonly app?: Seen<AppSubscriptions>;
  /** false: the token is not inspected, which costs a call of the app's own few; what was last seen of it stays. */
  readonly inspectsToken?: boolean;
}

/** How long a Page may be quiet before that says something. */
const PATIENCE_MS = 10 * MINUTE;

/** Looks at the webhook of an app: the same for all its Pages. */
export async function lookAtApp(ctx: Ctx, appId: string): Promise<Seen<AppSubscriptions>> {
  return await see(getAppSubscriptions(ctx, appCaller(appId, await openAppSecret(ctx, appId)), {}));
}

/**
 * Looks at everything that must be right for events of a Page to arrive, keeps what was seen and answers it. What the
 * platform does not tell is unknown. A token that turns out dead, or alive again, is marked.
 * @throws {ThreadtieError} `not_found` when there is no such Page, or no token of the app for it
 */
export async function runChecks(ctx: Ctx, key: AppPage, options: LookOptions = {}): Promise<Check[]> {
  const page = await fetchPage(ctx, key.pageId);
  const { caller, token } = await openPageCaller(ctx, key);
  const checkedAt = ctx.clock.now();
  const known = await ctx.storage.read(async (at) => ({
    before: await selectChecksOf(at, key),
    signs: (await selectSigns(at, [page.id]))[0],
    siblings: await selectSiblings(at, page),
  }));
  const app = options.app ?? (await lookAtApp(ctx, key.appId));
  const inspects = options.inspectsToken ?? true;
  const asApp = appCaller(key.appId, caller.appSecret ?? '');
  const facts = inspects ? await see(debugToken(ctx, asApp, { token: caller.token })) : null;
  const isDead = facts?.value ? tokenProblem(facts.value, page) !== null : token.state === 'dead';
  const look = isDead ? null : await lookAtPage(ctx, caller, page, known.signs, options.probesSending ?? false);
  const origins = await listSiteOrigins(ctx);
  const findings = [
    ...judgeWebhook(app, objectOf(page.platform), callbackUrls(ctx, key.appId)),
    ...judgeAccess({ facts, token, page, look, before: known.before }),
    ...(look ? judgeLook({ ...known, ...key, page, look, facts, origins, token, now: checkedAt }) : []),
    judgeReception(known.signs),
    ...(look ? [] : CLOSED.map((name) => unknown(name, 'Not looked at: the token has to be mended first.'))),
  ];
  const checks = keepTimes(toChecks(page.platform, key.appId, findings, checkedAt), known.before, { look, inspects });
  await keep(ctx, key, checks, token, { facts: facts?.value ?? null, page, checkedAt });
  return checks;
}

const CLOSED = [
  'page_subscription',
  'page_fields',
  'page_published',
  'get_started',
  'greeting',
  'ice_breakers',
  'whitelisted_domains',
  'thread_control',
  'instagram_account',
  'app_mode',
  'sending',
] as const;

interface Access extends Pick<Judged, 'facts' | 'token' | 'page' | 'before'> {
  readonly look: PageLook | null;
}

/** A token that the platform did not judge may still be refused when it is used. */
function judgeAccess({ facts, token, page, look, before }: Access): Finding[] {
  const refusal = [look?.subscribed.error, look?.facts?.error].find((error) => error?.verdict === 'page_broken');
  const problem = facts?.value ? null : (refusal?.problem ?? (token.state === 'dead' ? token.problem : null));
  const judged = facts ? judgeToken(facts, token, page) : [...asBefore(before, look), judgeTasks(token)];
  return problem ? [...judgeDead(problem, null), ...judged.filter(({ name }) => name === 'page_tasks')] : judged;
}

/** A token that was never inspected is known to be good when the platform takes it. */
function asBefore(before: readonly Check[], look: PageLook | null): Finding[] {
  const known = before.filter((check) => isOfToken(check) && (check.state === 'set' || check.name === 'permissions'));
  const works = look?.subscribed.value && !known.some(({ name }) => name === 'page_token');
  return works ? [...known, set('page_token', 'The platform takes the token. It was not inspected yet.')] : known;
}

/** What only an inspection of the token shows. */
function isOfToken({ name }: Finding): boolean {
  return name === 'page_token' || name === 'permissions';
}

interface Judged extends AppPage {
  readonly page: PageRow;
  readonly token: TokenRow;
  readonly look: PageLook;
  readonly facts: Seen<TokenFacts> | null;
  readonly before: readonly Check[];
  readonly signs: PageSigns | undefined;
  readonly siblings: readonly PageRow[];
  readonly origins: readonly string[];
  readonly now: Date;
}

function judgeLook(judged: Judged): Finding[] {
  const { page, token, look, facts, appId, before, signs, origins, now } = judged;
  const scopes = facts?.value?.scopes ?? token.scopes ?? [];
  const hasMessaging = scopes.includes('pages_messaging') || scopes.includes('instagram_manage_messages');
  const was = (name: Check['name']): Finding | undefined => before.find((check) => check.name === name);
  const account = judged.siblings.find((sibling) => sibling.platform === 'instagram');
  const isQuiet = !signs && look.subscribed.value !== null && token.updatedAt < later(now, -PATIENCE_MS);
  return [
    ...judgeSubscription(look.subscribed, appId, page),
    ...judgeProfile(look.profile, origins),
    ...(look.facts
      ? [judgePublished(look.facts), judgeInstagram(look.facts, account, scopes.includes('instagram_manage_messages'))]
      : []),
    judgeThreadControl(look, appId),
    judgeSending(look.sending, hasMessaging, was('sending')),
    judgeMode(look.sending, hasMessaging, isQuiet, was('app_mode')),
  ];
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
  readonly checkedAt: Date;
}

async function keep(ctx: Ctx, key: AppPage, checks: readonly Check[], token: TokenRow, seeing: Seeing): Promise<void> {
  const { facts, page, checkedAt } = seeing;
  await ctx.storage.write(async (tx) => {
    await upsertChecks(tx, { ...key, checks, checkedAt });
    if (!facts) return;
    const problem = tokenProblem(facts, page);
    const { expiresAt, dataAccessExpiresAt, scopes, userId } = facts;
    const told = facts.isValid ? { expiresAt, dataAccessExpiresAt, scopes, ...(userId ? { userId } : {}) } : {};
    await updateTokenRow(tx, token, { state: problem ? 'dead' : 'live', problem, checkedAt, ...told });
  });
}

import { openAppSecret, openVerifyToken } from '../../apps/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { appCaller, type GraphCaller, GraphError, getAppSubscriptions, subscribeApp } from '../../graph/index.ts';
import type { AppSubscriptions } from '../checks/judge-webhook.ts';
import { callbackUrls } from '../callback-urls.ts';
import { fieldsOf, type SubscribedObject } from '../subscription-fields.ts';
import { originOf } from '../origin-of.ts';
import { diagnoseCallback } from './diagnose-callback.ts';
import { foreignCallback } from './foreign-callback.ts';
import { asApp, SetupProblem, toSetupProblem } from './setup-problem.ts';
import type { Subscribed } from './subscribe-page-fully.ts';
import { watchHandshake } from './watch-handshake.ts';

/** The platform's code for a callback URL that did not prove itself. */
const HANDSHAKE_FAILED = 2200;

/** What of the app's webhook was found and set. */
export interface AppSubscribed extends Subscribed {
  /** The origin that events went to before, when that was not here. */
  readonly before: string | null;
}

/**
 * Subscribes the app to an object with every field we know, at this server's callback URL; fields it already had stay. The
 * platform calls that URL before it agrees. The result is read back.
 * @param takesOver false: events that go to another system stay there, and `callback_wrong` says so
 * @throws {SetupProblem} `verify_token_mismatch` or `callback_wrong` when the callback did not prove itself,
 *   `app_credentials_wrong`, or `app_not_subscribed` when the platform said yes and did otherwise
 */
export async function subscribeAppFully(
  ctx: Ctx,
  appId: string,
  object: SubscribedObject,
  takesOver: boolean,
): Promise<AppSubscribed> {
  const caller = appCaller(appId, await openAppSecret(ctx, appId));
  const accepted = callbackUrls(ctx, appId);
  const wanted = fieldsOf(object);
  const read = async (): Promise<AppSubscriptions[number] | undefined> =>
    (await asApp(ctx, getAppSubscriptions(ctx, caller, {}))).find((subscription) => subscription.object === object);
  const had = await read();
  const names = had?.fields.map((field) => field.name) ?? [];
  const added = wanted.filter((field) => !names.includes(field));
  const isHere = had !== undefined && accepted.includes(had.callbackUrl ?? '');
  const elsewhere = originOf(had?.callbackUrl ?? ctx.settings.publicUrl);
  const before = isHere || elsewhere === originOf(ctx.settings.publicUrl) ? null : elsewhere;
  if (before !== null && !takesOver) throw foreignCallback(before);
  if (isHere && had.isActive && added.length === 0) return { isChanged: false, added, fields: names, before };
  const callbackUrl = isHere && had.callbackUrl ? had.callbackUrl : accepted[0];
  await subscribe(ctx, caller, {
    object,
    callbackUrl,
    fields: [...names, ...added],
    verifyToken: await openVerifyToken(ctx, appId),
  });
  return { isChanged: true, added, fields: verified(await read(), wanted, accepted), before };
}

async function subscribe(ctx: Ctx, caller: GraphCaller, input: Parameters<typeof subscribeApp>[2]): Promise<void> {
  const watch = await watchHandshake(ctx, caller.appId);
  try {
    await subscribeApp(ctx, caller, input);
  } catch (error) {
    const isHandshake = error instanceof GraphError && error.code === HANDSHAKE_FAILED;
    if (isHandshake) throw await diagnoseCallback(ctx, input, watch);
    throw toSetupProblem(error, ctx.clock.now(), true);
  } finally {
    watch.stop();
  }
}

function verified(
  subscription: AppSubscriptions[number] | undefined,
  wanted: readonly string[],
  accepted: readonly string[],
): readonly string[] {
  const fields = subscription?.fields.map((field) => field.name) ?? [];
  const absent = wanted.filter((field) => !fields.includes(field));
  const isHere = accepted.includes(subscription?.callbackUrl ?? '');
  if (isHere && absent.length === 0) return fields;
  const what = isHere ? `without ${absent.join(', ')}` : 'at another callback URL';
  throw new SetupProblem('app_not_subscribed', `The platform took the subscription, but lists it ${what}.`);
}

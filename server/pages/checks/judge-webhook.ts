import type { GraphError, getAppSubscriptions } from '../../graph/index.ts';
import { originOf } from '../origin-of.ts';
import { fieldsOf, type SubscribedObject } from '../subscription-fields.ts';
import { type Finding, missing, set, unknown, wrong } from './check-catalogue.ts';
import { type Seen, unseen } from './seen.ts';

/** The subscriptions an app has, as they were seen. */
export type AppSubscriptions = Awaited<ReturnType<typeof getAppSubscriptions>>;

const DASHBOARD = 'the dashboard (https://developers.facebook.com/apps, Messenger or Instagram settings, Webhooks)';
const REPAIR = 'Repair the Page (POST /v1/pages/{id}/repair)';

/** The first of the two steps: the app's webhook, with its address and fields. */
export function judgeWebhook(
  seen: Seen<AppSubscriptions>,
  object: SubscribedObject,
  accepted: readonly string[],
): Finding[] {
  if (seen.error) return judgeRefusal(seen.error);
  const credentials = set('app_credentials', 'The platform accepts the app id and app secret.');
  const own = seen.value.find((subscription) => subscription.object === object);
  if (!own) return [credentials, ...nothing(object, accepted)];
  const names = own.fields.map((field) => field.name);
  return [credentials, judgeCallback(own, accepted), judgeAppFields(names, object)];
}

function judgeRefusal(error: GraphError): Finding[] {
  const others = unseen(['callback_url', 'app_fields'], error);
  if (error.problem !== 'app_credentials_wrong') return [...unseen(['app_credentials'], error), ...others];
  const detail = 'The platform does not accept the app id and app secret.';
  const fix =
    'Copy the app secret from the dashboard (https://developers.facebook.com/apps, App settings, Basic) into META_APP_SECRET, or PUT it to /v1/apps/{id}.';
  return [wrong('app_credentials', detail, fix), ...others];
}

function nothing(object: SubscribedObject, accepted: readonly string[]): Finding[] {
  const detail = `The app has no webhook for "${object}".`;
  const fix = `${REPAIR}, or enter ${accepted[0]} with the verify token in ${DASHBOARD}.`;
  const problem = 'app_not_subscribed';
  return [
    { ...missing('callback_url', detail, fix), problem },
    { ...missing('app_fields', detail, fix), problem },
  ];
}

function judgeCallback(own: AppSubscriptions[number], accepted: readonly string[]): Finding {
  const { callbackUrl, isActive } = own;
  const fix = `${REPAIR}, or enter ${accepted[0]} with the verify token in ${DASHBOARD}.`;
  if (callbackUrl === null) return unknown('callback_url', 'The platform does not tell the callback URL.', fix);
  if (!accepted.includes(callbackUrl)) {
    return wrong('callback_url', `The platform sends to ${originOf(callbackUrl)}, and not to this server.`, fix);
  }
  if (!isActive) {
    return {
      ...wrong('callback_url', 'The platform has switched the webhook off.', fix),
      problem: 'app_not_subscribed',
    };
  }
  return set('callback_url', callbackUrl);
}

function judgeAppFields(names: readonly string[], object: SubscribedObject): Finding {
  const absent = fieldsOf(object).filter((field) => !names.includes(field));
  if (absent.length === 0) return set('app_fields', 'Every field is subscribed.');
  const detail = `The app does not subscribe to ${absent.join(', ')}.`;
  return missing('app_fields', detail, `${REPAIR}, or tick these fields in ${DASHBOARD}.`);
}

import type { getSubscribedApps } from '../../graph/index.ts';
import type { PageRow } from '../store.ts';
import { subscriptionPlace } from '../subscription-place.ts';
import { type Finding, missing, set, unknown } from './check-catalogue.ts';
import { type Seen, unseen } from './seen.ts';

const REPAIR = 'Repair the Page: POST /v1/pages/{id}/repair, or "threadtie pages repair".';

/** The second of the two steps: the app subscribed to this very Page, with every field. */
export function judgeSubscription(
  seen: Seen<Awaited<ReturnType<typeof getSubscribedApps>>>,
  appId: string,
  page: PageRow,
): Finding[] {
  if (seen.error) return unseen(['page_subscription', 'page_fields'], seen.error);
  const own = seen.value.find((app) => app.id === appId);
  const others = seen.value.length - (own ? 1 : 0);
  const beside = others > 0 ? ` ${others === 1 ? 'One other app is' : `${others} other apps are`} subscribed too.` : '';
  if (!own) {
    const detail = `The app is not subscribed to this Page: nothing is sent for it.${beside}`;
    return [missing('page_subscription', detail, REPAIR), unknown('page_fields', 'There is no subscription yet.')];
  }
  const subscribed = set('page_subscription', `The app is subscribed to this Page.${beside}`);
  const absent = subscriptionPlace(page).fields.filter((field) => !own.fields.includes(field));
  if (absent.length === 0) return [subscribed, set('page_fields', 'Every field is subscribed.')];
  return [subscribed, missing('page_fields', `The Page's subscription lacks ${absent.join(', ')}.`, REPAIR)];
}

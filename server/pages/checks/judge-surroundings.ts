import type { getFeatureStatus, getPage } from '../../graph/index.ts';
import type { PageSigns } from '../signs-store.ts';
import type { PageRow } from '../store.ts';
import { type Finding, missing, set, unknown, wrong } from './check-catalogue.ts';
import type { PageLook } from './look-at-page.ts';
import { type Seen, unseen } from './seen.ts';

type PageFacts = Awaited<ReturnType<typeof getPage>>;
type FeatureStatus = Awaited<ReturnType<typeof getFeatureStatus>>;

/** The inboxes in which people answer: they own threads too, and that is as it should be. */
const INBOXES: readonly string[] = ['263902037430900', '1217981644879628'];

/** Whether the public can see the Page. */
export function judgePublished(seen: Seen<PageFacts>): Finding {
  if (seen.error) return unseen(['page_published'], seen.error)[0] ?? unknown('page_published', '');
  const { isPublished } = seen.value;
  if (isPublished === null)
    return unknown('page_published', 'The platform does not tell whether the Page is published.');
  if (isPublished) return set('page_published', 'The Page is published.');
  return wrong(
    'page_published',
    'The Page is not published: only people with a role on it can see it and write to it.',
    'An admin of the Page publishes it: Page settings, Page visibility, Published.',
  );
}

/** The Instagram account that belongs to the Page. @param connected the account of it that is one of ours */
export function judgeInstagram(seen: Seen<PageFacts>, connected: PageRow | undefined, hasRights: boolean): Finding {
  const name = 'instagram_account';
  if (seen.error) return unseen([name], seen.error)[0] ?? unknown(name, '');
  const id = seen.value.instagramId;
  if (id === null) return set(name, 'No Instagram account is linked to the Page; none is needed.');
  if (connected) return set(name, `The Instagram account "${id}" is connected.`);
  const rights = hasRights ? '' : ' It needs instagram_basic and instagram_manage_messages besides.';
  const fix = `To receive its messages, connect again and choose the account "${id}" too.${rights}`;
  return missing(name, `The Page has the Instagram account "${id}", which is not connected.`, fix);
}

/** Who may answer: the routing of the Page, and the owner of the newest thread. */
export function judgeThreadControl(
  { features, owner, secondaries }: Pick<PageLook, 'features' | 'owner' | 'secondaries'>,
  appId: string,
): Finding {
  const name = 'thread_control';
  const routing = features.value ? describeRouting(features.value) : '';
  if (owner?.error) return unseen([name], owner.error)[0] ?? unknown(name, '');
  const ownerAppId = owner?.value?.appId ?? null;
  if (ownerAppId !== null && ownerAppId !== appId && !INBOXES.includes(ownerAppId)) {
    return wrong(
      name,
      `The newest conversation is controlled by the app "${ownerAppId}": it answers, this app only listens (standby).${routing}`,
      'An admin of the Page opens Page settings, Advanced messaging, Conversation routing, and makes this app the default one, or lets the other app pass its conversations.',
    );
  }
  if (secondaries?.value?.some((app) => app.id === appId)) {
    return wrong(
      name,
      'The app is a secondary receiver of this Page: it must ask the primary one for each conversation.',
      'An admin of the Page opens Page settings, Advanced messaging, and makes this app the primary receiver.',
    );
  }
  if (features.error) return unseen([name], features.error)[0] ?? unknown(name, '');
  if (owner === null) return unknown(name, `No conversation is known yet.${routing}`);
  const who = ownerAppId === null ? 'is idle' : ownerAppId === appId ? 'is ours' : 'is answered in the inbox';
  return set(name, `The newest conversation ${who}.${routing}`);
}

const FEATURES: readonly (readonly [keyof FeatureStatus, string])[] = [
  ['hopV2', 'handover protocol 2'],
  ['messengerMultiApp', 'several apps in Messenger'],
  ['instagramMultiApp', 'several apps on Instagram'],
];

function describeRouting(features: FeatureStatus): string {
  const on = FEATURES.flatMap(([feature, label]) => (features[feature] === true ? [label] : []));
  return on.length === 0 ? '' : ` Switched on: ${on.join(', ')}.`;
}

/** Whether anything came. */
export function judgeReception(signs: PageSigns | undefined): Finding {
  if (signs) return set('reception', `The newest event is of ${signs.lastEventAt.toISOString()}.`);
  return unknown(
    'reception',
    'No event of this Page has come yet.',
    'Write anything to the Page from a personal account.',
  );
}

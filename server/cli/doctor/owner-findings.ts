import type { ConnectedPage } from '../../../shared/api/pages.ts';
import { type Finding, findingsOf } from './finding.ts';

const finding = findingsOf('owner');

/**
 * What no call of the platform tells, and only people with a role on the app or the Page can look at. Pure.
 * @param appId null leaves a gap in the addresses
 */
export function ownerFindings(appId: string | null, pages: readonly ConnectedPage[]): Finding[] {
  const app = `https://developers.facebook.com/apps/${appId ?? 'YOUR_APP_ID'}/`;
  const rows: readonly (readonly [name: string, detail: string, fix: string])[] = [
    [
      'app_mode',
      'Is the app in live mode? In development mode only events of people with a role on it are sent.',
      `At the top of ${app}`,
    ],
    [
      'app_review',
      'Has pages_messaging Advanced Access? For Pages of your own business it is not needed; for Pages of others it is.',
      `App Review in the menu of ${app}`,
    ],
    [
      'recent_errors',
      'Are there recent webhook errors? After 15 minutes of failures comes an alert, after an hour the Page is cut off.',
      `Messenger > Settings > Webhooks > Show recent errors, in the menu of ${app}`,
    ],
    [
      'alerts',
      'Does somebody read the alerts? They go to the contact address and the people with a role.',
      `App settings > Basic, and App roles, in the menu of ${app}`,
    ],
    [
      'data_deletion',
      'Is an address for data deletion requests entered? An app in live mode needs one.',
      `App settings > Basic, in the menu of ${app}`,
    ],
    [
      'conversation_routing',
      'Does the Page name a default app for conversations? If so, it must be this one, or this one is only listening.',
      'Settings of the Page, advanced messaging',
    ],
    [
      'page_limits',
      'Is the Page limited by country or age, or warned? Then some people cannot reach it.',
      'Settings and Page quality of the Page',
    ],
  ];
  const instagram: typeof rows = pages.some(hasInstagram)
    ? [
        [
          'instagram_access',
          'May tools read the messages of the Instagram account?',
          'Settings of the Instagram app, messages',
        ],
      ]
    : [];
  return [...rows, ...instagram].map(([name, detail, fix]) => finding(name, 'owner', detail, fix));
}

function hasInstagram({ platform, checks }: ConnectedPage): boolean {
  return (
    platform === 'instagram' || checks.some((each) => each.name === 'instagram_account' && each.state === 'missing')
  );
}

import type { ConnectionGuide, GuideStep } from './api/page-connections.ts';
import { INSTAGRAM_PERMISSIONS, USER_PERMISSIONS } from './needed-permissions.ts';

const EXPLORER = 'https://developers.facebook.com/tools/explorer/';
const TEST_USERS = 'https://developers.facebook.com/documentation/development/build-and-test/test-users';
const TICKED = `${USER_PERMISSIONS.slice(0, -1).join(', ')} and ${USER_PERMISSIONS.at(-1)}`;

const CONNECT = {
  title: 'Connect the Page',
  detail:
    'Give the token to Threadtie ("threadtie connect-page", or POST /v1/page-connections) and choose the Page. The token is ' +
    "exchanged for one that lasts, the Page's own is kept sealed, your app is subscribed, and everything is looked at.",
  url: null,
};

/**
 * How to come to a user token and from there to the first event: with a role on a Page, or with a test user, as Meta's FAQ
 * describes it, in the menus of today. The permissions are those that are checked. Pure.
 * @param appId null leaves a gap in the addresses
 * @see https://developers.facebook.com/documentation/development/build-and-test/test-users of 17 April 2026
 */
export function connectionGuide(appId: string | null): ConnectionGuide {
  return {
    permissions: [...USER_PERMISSIONS],
    instagramPermissions: [...INSTAGRAM_PERMISSIONS],
    ownPage: ownPage(),
    aboutTestUsers: TEST_USERS,
    testUser: testUser(`https://developers.facebook.com/apps/${appId ?? 'YOUR_APP_ID'}/roles/test-users/`),
  };
}

function ownPage(): GuideStep[] {
  return [
    {
      title: 'Have a role on the Page',
      detail: 'You need messages (MESSAGING) and community activity (MODERATE) on the Page, or full control of it.',
      url: 'https://www.facebook.com/pages',
    },
    {
      title: 'Create a user token',
      detail: `In the Graph API Explorer choose the app, then "Get user access token", and tick ${TICKED}, and the Pages.`,
      url: EXPLORER,
    },
    CONNECT,
    {
      title: 'Write to the Page',
      detail: 'Write anything to the Page from a personal account: the connection shows that it arrived.',
      url: null,
    },
  ];
}

function testUser(roles: string): GuideStep[] {
  return [
    {
      title: 'Open the test users of your app',
      detail:
        'In the App Dashboard: Roles > Test Users. Take one that is there: on 17 April 2026 Meta said that new ones cannot be ' +
        'created for now. If a button offers it again, create one (an app has ten at most). Without any, go the other way: give ' +
        'yourself or a colleague the role of tester (App roles > Roles) and use a Page of that person; what follows is the same, ' +
        'with their own login.',
      url: roles,
    },
    {
      title: 'Let the app act for that user',
      detail:
        `In the menu of the user's row, edit the permissions and tick ${TICKED}. (The FAQ's "page_messaging" is ` +
        'pages_messaging.) While the app is in development mode no App Review is needed; a live app gets what was approved.',
      url: roles,
    },
    {
      title: 'Log in as the test user and create a Page',
      detail: 'The same menu logs you in as the user. Do it in a private window, so that your own login stays.',
      url: 'https://www.facebook.com/pages/create',
    },
    {
      title: 'Take a user access token',
      detail:
        'The same menu makes one for the user; for a person with a role the Graph API Explorer does. Take it now that the Page is ' +
        'there, so that it covers the Page. It soon runs out: connect at once.',
      url: EXPLORER,
    },
    CONNECT,
    {
      title: 'Write to the Page',
      detail:
        'As somebody who sees it: a test user who is a friend of the one who made the Page, or a person with a role on the app. ' +
        'Nobody else can. If the test user is deleted, the Page goes too.',
      url: null,
    },
  ];
}

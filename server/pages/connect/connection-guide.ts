import type { ConnectionGuide } from '../../../shared/api/page-connections.ts';
import { INSTAGRAM_PERMISSIONS, USER_PERMISSIONS } from '../checks/needed-rights.ts';

const APPS = 'https://developers.facebook.com/apps';
const EXPLORER = 'https://developers.facebook.com/tools/explorer';

const GIVE_TOKEN = {
  title: 'Start the connection',
  detail: 'POST the user token to /v1/page-connections, or run "threadtie connect-page", and choose the Pages.',
  url: null,
};

/** How to come to a user token, step by step; the permissions are those that are checked. */
export const CONNECTION_GUIDE: ConnectionGuide = {
  permissions: [...USER_PERMISSIONS],
  instagramPermissions: [...INSTAGRAM_PERMISSIONS],
  ownPage: [
    {
      title: 'Have a role on the Page',
      detail: 'You need messages (MESSAGING) and community activity (MODERATE) on the Page, or full control of it.',
      url: 'https://www.facebook.com/pages',
    },
    {
      title: 'Create a user token',
      detail: `In the Graph API Explorer choose the app, then "Get user access token", and tick ${USER_PERMISSIONS.join(', ')} and the Pages.`,
      url: EXPLORER,
    },
    GIVE_TOKEN,
    {
      title: 'Write to the Page',
      detail: 'Write anything to the Page from a personal account: the connection shows that it arrived.',
      url: null,
    },
  ],
  testUser: [
    {
      title: 'Create a test user',
      detail:
        'In the dashboard of the app open Roles, Test users, and add one; authorise it for the app and give it the permissions listed here.',
      url: APPS,
    },
    {
      title: 'Create a Page as the test user',
      detail:
        'Choose "Edit" beside the test user, sign in as it, and create a Page. Other people cannot see this Page.',
      url: 'https://www.facebook.com/pages/create',
    },
    {
      title: "Take the test user's token",
      detail: 'Choose "Edit" beside the test user again, "Get an access token for this test user".',
      url: APPS,
    },
    GIVE_TOKEN,
    {
      title: 'Write to the Page as another test user',
      detail:
        'Events of test users arrive without App Review and while the app is in development mode, but only those of test users and people with a role on the app.',
      url: null,
    },
  ],
};

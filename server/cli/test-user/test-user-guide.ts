/** One thing to do, and where. */
export interface GuideStep {
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}

/** Where Meta explains test users, and what this guide rests on. */
export const TEST_USER_PAGE = 'https://developers.facebook.com/documentation/development/build-and-test/test-users';

/** What a token needs for a Page to be connected. */
const PERMISSIONS = 'pages_show_list, pages_manage_metadata, pages_messaging and pages_read_engagement';

/**
 * The way to a Page nobody else sees, as Meta's FAQ describes it, in the words and menus of today. Pure.
 * @param appId null leaves a gap in the addresses
 * @see https://developers.facebook.com/documentation/development/build-and-test/test-users
 */
export function testUserGuide(appId: string | null): GuideStep[] {
  const app = `https://developers.facebook.com/apps/${appId ?? 'YOUR_APP_ID'}`;
  return [
    {
      title: 'Open the test users of your app',
      text:
        'In the App Dashboard: Roles > Test Users. Take one that is there, or create one if a button offers it: in April 2026 ' +
        'Meta had stopped new ones until further notice. Without any, go the other way: give yourself or a colleague the role ' +
        'of tester (App roles > Roles) and use a Page of that person; what follows is the same, with their own login.',
      url: `${app}/roles/test-users/`,
    },
    {
      title: 'Let the app act for that user',
      text: `In the menu of the user's row, edit the permissions and tick ${PERMISSIONS}. (The FAQ's "page_messaging" is pages_messaging.)`,
      url: `${app}/roles/test-users/`,
    },
    {
      title: 'Log in as the test user and create a Page',
      text: 'The same menu logs you in as the user. Do it in a private window, so that your own login stays.',
      url: 'https://www.facebook.com/pages/create',
    },
    {
      title: 'Take a user access token',
      text:
        'The same menu makes one for the user; for a person with a role the Graph API Explorer does. Take it now that the Page is ' +
        'there, so that it covers the Page. It soon runs out: Threadtie exchanges it for a long one.',
      url: 'https://developers.facebook.com/tools/explorer/',
    },
    {
      title: 'Connect the Page',
      text: 'Threadtie fetches the token of the Page, keeps it sealed, subscribes your app to it and looks at everything.',
      url: null,
    },
    {
      title: 'Write to the Page',
      text:
        'As somebody who sees it: a test user who is a friend of the one who made the Page, or a person with a role on the app. ' +
        'Nobody else can. If the test user is deleted, the Page goes too.',
      url: null,
    },
  ];
}

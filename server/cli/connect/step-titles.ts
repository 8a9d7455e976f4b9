import type { ConnectionStepName } from '../../../shared/api/page-connections.ts';

/** What each step of a connection is about, for whoever watches. */
export const STEP_TITLES: Readonly<Record<ConnectionStepName, string>> = {
  exchange_token: 'user token',
  list_pages: 'list of Pages',
  choose_pages: 'choice of Pages',
  store_page_token: 'token of the Page',
  subscribe_page: 'subscription of the Page',
  set_profile: 'Get Started, greeting and domains',
  subscribe_app: 'webhook of the app',
  check: 'checks',
  first_event: 'first event',
};

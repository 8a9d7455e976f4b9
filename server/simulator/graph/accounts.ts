import { derivePageToken } from '../app/issue-token.ts';
import type { Simulator } from '../simulator.ts';
import { OLIVIA } from '../state/seed-people.ts';
import { PERMISSIONS } from '../state/app-settings.ts';
import type { Page } from '../state/world.ts';
import type { UserCall } from './edge.ts';
import { pickFields } from './fields.ts';
import { pageFields } from './page-fields.ts';
import { pageList } from './page-list.ts';

const DEFAULTS = ['access_token', 'category', 'category_list', 'name', 'id', 'tasks'];

/** The Pages of a person, each with a token and what the person may do with it. Olivia has all Pages, others none. */
export function listAccounts(sim: Simulator, { person, asid, token, params }: UserCall): object {
  const pages = person.id === OLIVIA ? sim.store.world.pages : [];
  const listed = pages.filter((page) => page.platform === 'messenger' && page.tasks.length > 0);
  return pageList(listed, params, {
    address: `${sim.url}/graph/v25.0/${asid}/accounts`,
    show: (page) => pickFields(accountFields(sim, page, token), params['fields'], DEFAULTS),
  });
}

function accountFields(sim: Simulator, page: Page, user: UserCall['token']): Record<string, unknown> {
  return { ...pageFields(sim, page), access_token: derivePageToken(sim, user, page).token, tasks: page.tasks };
}

/** What the token was granted, and what it was not. */
export function listPermissions(_sim: Simulator, { token }: UserCall): object {
  const data = PERMISSIONS.map((permission) => ({
    permission,
    status: token.scopes.includes(permission) ? 'granted' : 'declined',
  }));
  return { data };
}

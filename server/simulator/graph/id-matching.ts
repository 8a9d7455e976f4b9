import type { Simulator } from '../simulator.ts';
import { appScopedId } from '../state/app-scoped-id.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import { listApps } from '../state/simulated-app.ts';
import type { AppCall } from './edge.ts';
import type { Caller } from './caller.ts';
import { unknownObject } from './graph-error.ts';

type IdCall = AppCall & { readonly id: string; readonly caller: Caller };

/**
 * `GET /{asid}/ids_for_pages`, by the app: the ids a person has on the Pages they have a thread with.
 * @throws {GraphError} 100/33 for an id that is not app-scoped, or another token
 */
export function listIdsForPages(sim: Simulator, { id, caller, params }: IdCall): object {
  const { world } = sim.store;
  const person = world.people.find((one) => appScopedId(one, caller.app) === id);
  if (caller.kind !== 'app' || !person) throw unknownObject('GET', id);
  const data = world.pages
    .filter((page) => params['page'] === undefined || page.id === String(params['page']))
    .filter((page) => page.platform === 'messenger' && findThread(world, page.id, person.id)?.exists)
    .map(({ id: pageId, name }) => ({ id: person.psids[pageId], page: { id: pageId, name } }));
  return { data };
}

/**
 * `GET /{psid}/ids_for_apps`, by the Page: the ids a person has in the apps, which are all of one business.
 * @throws {GraphError} 100/33 for nobody of this Page, or another token
 */
export function listIdsForApps(sim: Simulator, { id, caller, params }: IdCall): object {
  const person = caller.kind === 'page' ? findPersonByPsid(sim.store.world, caller.page.id, id) : null;
  if (!person) throw unknownObject('GET', id);
  const data = listApps(sim)
    .filter((app) => params['app'] === undefined || app.id === String(params['app']))
    .map((app) => ({
      id: appScopedId(person, app),
      app: { id: app.id, name: app.name, link: `${sim.url}/` },
    }));
  return { data };
}

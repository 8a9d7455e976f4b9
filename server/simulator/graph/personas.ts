import type { Simulator } from '../simulator.ts';
import { platformId } from '../state/platform-id.ts';
import type { Page } from '../state/world.ts';
import type { PageCall } from './edge.ts';
import { badParameter } from './graph-error.ts';
import { pageList } from './page-list.ts';

/** The names and pictures under which the Page may write. */
export function listPersonas(sim: Simulator, { page, params }: PageCall): object {
  return pageList(page.personas, params, { address: `${sim.url}/graph/v25.0/${page.id}/personas`, show: shown });
}

/**
 * A new persona.
 * @throws {GraphError} 100 without a name, or without the https address of a picture
 */
export function createPersona(sim: Simulator, { page, params }: PageCall): object {
  const { name, profile_picture_url: url } = params;
  if (typeof name !== 'string' || name.trim() === '') throw badParameter('The parameter name is required');
  if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw badParameter('Param profile_picture_url must be a valid URI');
  }
  const persona = { id: platformId(sim.random), name, profilePictureUrl: url };
  page.personas.push(persona);
  sim.store.changed();
  return { id: persona.id };
}

/** What `GET` and `DELETE` of a persona answer; null when the id is none of this Page's. */
export function answerPersona(sim: Simulator, page: Page, call: { method: string; id: string }): object | null {
  const persona = page.personas.find((one) => one.id === call.id);
  if (!persona || call.method === 'POST') return null;
  if (call.method === 'GET') return shown(persona);
  page.personas = page.personas.filter((one) => one !== persona);
  sim.store.changed();
  return { success: true };
}

function shown({ id, name, profilePictureUrl }: Page['personas'][number]): object {
  return { id, name, profile_picture_url: profilePictureUrl };
}

import type { Simulator } from '../simulator.ts';
import { findPersonByPsid } from '../state/find-in-world.ts';
import type { Page } from '../state/world.ts';
import type { Admission } from './admission.ts';
import { type Caller, identifyCaller } from './caller.ts';
import type { Edge } from './edge.ts';
import { EDGES, ROOTS } from './edges.ts';
import { unknownObject } from './graph-error.ts';
import { invalidToken, missingPermission, missingTask } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';
import { isObject } from './parse-json.ts';
import { answerNode } from './answer-node.ts';

/**
 * Answers one call, in the platform's order of checks: token, proof, permission, limits, then what the edge itself looks at.
 * @throws {GraphError}
 */
export async function dispatch(sim: Simulator, request: GraphRequest, admit: Admission = () => {}): Promise<object> {
  const root = ROOTS[`${request.method} ${request.path}`];
  if (root) return root(sim, request, admit);
  const caller = identifyCaller(sim, request);
  const [id = '', name, ...rest] = request.path.split('/').slice(1);
  if (rest.length > 0) throw unknownObject(request.method, rest.at(-1) ?? '');
  if (name === undefined) {
    const { platform } = request.params;
    const page = pageOf(sim, caller, id, platform) ?? pageOf(sim, caller, 'me', platform);
    admit(request, caller, page);
    return answerNode(sim, { request, caller, page, id });
  }
  const edge = EDGES.find((one) => one.method === request.method && one.name === name);
  if (!edge) throw unknownObject(request.method, name);
  return await answerEdge(sim, request, { edge, caller, id, admit });
}

async function answerEdge(
  sim: Simulator,
  request: GraphRequest,
  { edge, caller, id, admit }: { edge: Edge; caller: Caller; id: string; admit: Admission },
): Promise<object> {
  const { app } = caller;
  const call = { app, request, params: request.params };
  if (edge.by === 'anyone') {
    admit(request, caller, pageOf(sim, caller, 'me'));
    return edge.answer(sim, { ...call, id, caller });
  }
  if (edge.by === 'app') {
    if (caller.kind !== 'app') throw invalidToken();
    if (id !== app.id) throw unknownObject(request.method, id);
    admit(request, caller, null);
    return await edge.answer(sim, call);
  }
  if (edge.by === 'user') {
    if (caller.kind !== 'user' || !['me', caller.asid].includes(id)) throw unknownObject(request.method, id);
    if (edge.scope !== undefined && !caller.token.scopes.includes(edge.scope)) throw missingPermission(edge.scope);
    admit(request, caller, null);
    const { person, asid, token } = caller;
    return edge.answer(sim, { ...call, person, asid, token });
  }
  const page = pageOf(sim, caller, id, platformOf(sim, caller, request.params));
  if (caller.kind !== 'page' || !page) throw unknownObject(request.method, id);
  checkPermission(caller, page, edge);
  admit(request, caller, page);
  const { person, asid, token } = caller;
  return await edge.answer(sim, { ...call, page, person, asid, token });
}

/** A Page's token acts for the Page and for the Instagram account it is linked to, and that of an account for both too. */
function pageOf(sim: Simulator, caller: Caller, id: string, platform?: unknown): Page | null {
  if (caller.kind !== 'page') return null;
  const { page } = caller;
  const linked = sim.store.world.pages.find((one) => one.id === page.instagramId) ?? null;
  if (linked && id === linked.id) return linked;
  const owner = sim.store.world.pages.find((one) => one.instagramId === page.id);
  if (owner && id === owner.id) return owner;
  if (id !== 'me' && id !== page.id) return null;
  return platform === 'instagram' && linked ? linked : page;
}

/** Instagram where the call says so, or where the recipient is somebody of the linked account. */
function platformOf(sim: Simulator, caller: Caller, { platform, recipient }: GraphRequest['params']): unknown {
  if (platform !== undefined || caller.kind !== 'page' || caller.page.instagramId === null) return platform;
  const id = isObject(recipient) ? recipient['id'] : recipient;
  const isTheirs = findPersonByPsid(sim.store.world, caller.page.instagramId, String(id)) !== null;
  return isTheirs ? 'instagram' : platform;
}

function checkPermission(
  { token, page: owner }: Extract<Caller, { kind: 'page' }>,
  page: Page,
  { scope, task }: { readonly scope?: string; readonly task?: string },
): void {
  const needed = scope === 'pages_messaging' && page.platform === 'instagram' ? 'instagram_manage_messages' : scope;
  if (needed !== undefined && !token.scopes.includes(needed)) throw missingPermission(needed);
  if (task !== undefined && !owner.tasks.includes(task)) throw missingTask(task);
}

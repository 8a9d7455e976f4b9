import type { Scope } from '../../shared/api/api-keys.ts';
import { ThreadtieError } from './errors.ts';

/** Who acts. The union is closed: whoever is not in it cannot write. A visitor's `id` is the visit whose secret they hold. */
export type Actor =
  | { readonly type: 'api-key'; readonly id: string; readonly scopes: readonly Scope[]; readonly siteId: string | null }
  | { readonly type: 'system' }
  | { readonly type: 'platform' }
  | { readonly type: 'visitor'; readonly id?: string };

/** The program itself: migrations, bootstrap, background work. */
export const SYSTEM: Actor = { type: 'system' };

/** Messenger, proven by a verified webhook. */
export const PLATFORM: Actor = { type: 'platform' };

/** A browser on a site. It may only do what everybody may. */
export const VISITOR: Actor = { type: 'visitor' };

/**
 * Refuses an actor that may not do this, or not for this site.
 * @param siteId the site the thing belongs to; null for what belongs to the installation; left out when the caller narrows
 *   the query to the actor's own site instead
 * @throws {ThreadtieError} `unauthenticated` or `missing_scope`
 */
export function requireScope(actor: Actor, scope: Scope, siteId?: string | null): void {
  if (actor.type === 'system' || actor.type === 'platform') return;
  if (actor.type === 'visitor') return requireKey();
  if (!actor.scopes.includes(scope) && !actor.scopes.includes('*')) {
    throw new ThreadtieError(
      'missing_scope',
      `This API key lacks the scope "${scope}".`,
      'Create a key with that scope, or use another one.',
    );
  }
  if (siteId !== undefined && actor.siteId !== null && actor.siteId !== siteId) {
    throw new ThreadtieError(
      'missing_scope',
      'This API key belongs to another site.',
      'Use a key of this site or of all sites.',
    );
  }
}

/** Refuses a call without a key. @throws {ThreadtieError} `unauthenticated` */
export function requireKey(): never {
  throw new ThreadtieError(
    'unauthenticated',
    'This call needs an API key.',
    'Send it as "Authorization: Bearer <key>".',
  );
}

/** The only site this actor may see, or null when it may see all. */
export function siteOf(actor: Actor): string | null {
  return actor.type === 'api-key' ? actor.siteId : null;
}

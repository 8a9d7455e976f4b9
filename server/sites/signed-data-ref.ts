import { MAX_DATA_REF_LENGTH } from '../../shared/ref.ts';
import type { SiteUser } from './verify-user-token.ts';

/** The `dataRef` that the site signed in its token's `context`, which wins over the one the visitor brings; null without one. */
export function signedDataRef(user: SiteUser | null): string | null {
  const { context = null } = user ?? {};
  if (typeof context !== 'object' || context === null) return null;
  const dataRef: unknown = Reflect.get(context, 'dataRef');
  return typeof dataRef === 'string' && dataRef !== '' && dataRef.length <= MAX_DATA_REF_LENGTH ? dataRef : null;
}

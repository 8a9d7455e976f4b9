import type { CheckName } from '../../../shared/api/pages.ts';
import { GraphError } from '../../graph/index.ts';
import { type Finding, unknown } from './check-catalogue.ts';

/** What a look at the platform brought: an answer, or why there is none. */
export type Seen<T> =
  | { readonly value: T; readonly error: null }
  | { readonly value: null; readonly error: GraphError };

/** Looks, and takes a refusal for an answer. */
export async function see<T>(look: Promise<T>): Promise<Seen<T>> {
  try {
    return { value: await look, error: null };
  } catch (error) {
    if (error instanceof GraphError) return { value: null, error };
    throw error;
  }
}

/** What could not be seen is unknown, for that reason. */
export function unseen(names: readonly CheckName[], error: GraphError): Finding[] {
  return names.map((name) => unknown(name, `It could not be looked at. ${error.sentence}`));
}

import { GraphError } from './graph-error.ts';

/** What tells "no such object", which fewer fields do not change. */
const MISSING_OBJECT = 33;
/** Codes by which the platform refuses a whole call because of one field that this token may not see. */
const FIELD_REFUSED = [10, 100, 200];

/**
 * Asks for all fields, and when the platform refuses them for the sake of some, for those that every token may see.
 * @throws {GraphError} what came of the second time
 */
export async function withFewerFields<T>(
  all: readonly string[],
  safe: readonly string[],
  ask: (fields: string, isTentative: boolean) => Promise<T>,
): Promise<T> {
  try {
    return await ask(all.join(','), true);
  } catch (error) {
    if (!(error instanceof GraphError && isFieldRefused(error))) throw error;
    return await ask(safe.join(','), false);
  }
}

function isFieldRefused({ code, subcode, verdict }: GraphError): boolean {
  return code !== null && FIELD_REFUSED.includes(code) && verdict === 'give_up' && subcode !== MISSING_OBJECT;
}

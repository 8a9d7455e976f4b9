import type { Random } from '../../base/random.ts';
import { errorEnvelope, type GraphError } from './graph-error.ts';
import { isObject } from './parse-json.ts';

/** What a call is answered with, before it becomes bytes. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The answer to a call that was refused. */
export function errorAnswer(error: GraphError, random: Random): GraphAnswer {
  return { status: error.httpStatus, headers: {}, body: errorEnvelope(error, random) };
}

/** The platform's error in an answer; null when it is none. */
export function errorOf({ body }: GraphAnswer): Record<string, unknown> | null {
  const error = isObject(body) ? body['error'] : null;
  return isObject(error) ? error : null;
}

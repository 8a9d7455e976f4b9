import type { z } from 'zod';

/** One call of the platform, described. */
export interface GraphRequest<T> {
  /** The function's name: it stands in metrics, logs and errors. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The segments of the path behind the version. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** What the platform documents as its answer. */
  readonly answer: z.ZodType<T>;
  /** Doing it twice does no more than doing it once. GET always is, other calls only when they say so. */
  readonly isRepeatable?: boolean;
  /** How long the whole answer may take; 10 seconds when left out. */
  readonly timeoutMs?: number;
  /** The call proves itself by its parameters instead of a token. */
  readonly isWithoutToken?: boolean;
  /** A refusal is expected, and no reason to warn anybody. */
  readonly isTentative?: boolean;
  /** Counts against the small limit of the Messenger profile. */
  readonly isProfileCall?: boolean;
}

/** Whether a call may be made again when it is not known what came of it. */
export function isRepeatable(request: GraphRequest<unknown>): boolean {
  return request.isRepeatable ?? request.method === 'GET';
}

import type { z } from 'zod';

/** Where the shop's back end reaches Threadtie, and with which key. */
export interface ThreadtieAccess {
  readonly apiUrl: string;
  readonly apiKey: string;
}

/** The answer of one API call, success or not. */
export interface ThreadtieAnswer {
  readonly call: string;
  readonly status: number;
  readonly body: unknown;
}

const TIMEOUT_MS = 5000;

/**
 * One call of the site-facing API with the shop's key.
 * @throws {Error} when there is no answer within five seconds
 */
export async function callThreadtie(
  access: ThreadtieAccess,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<ThreadtieAnswer> {
  const response = await fetch(access.apiUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${access.apiKey}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  return { call: `${method} ${path}`, status: response.status, body: parse(text) };
}

/**
 * The body of an answer that must be a success of this shape.
 * @throws {Error} one sentence that names the call
 */
export function expectSuccess<T extends z.ZodType>(answer: ThreadtieAnswer, schema: T): z.output<T> {
  if (answer.status < 200 || answer.status > 299) throw new Error(`${answer.call} answered ${answer.status}.`);
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw new Error(`${answer.call} answered in an unexpected shape.`, { cause: parsed.error });
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import type { z } from '@hono/zod-openapi';
import { ThreadtieError } from '../errors.ts';
import { invalidRequest } from './router.ts';

/**
 * Reads JSON that came as plain text, which browsers send without asking first.
 * @throws {ThreadtieError} `invalid_request`
 */
export function parseTextBody<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ThreadtieError('invalid_request', 'The body of the request is not valid JSON.', 'Send a JSON object.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(parsed.error, 'json');
  return parsed.data;
}

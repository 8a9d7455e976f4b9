import type { Context } from 'hono';
import type { z } from 'zod';
import { RequestRefused } from '../request-refused.ts';

/**
 * The JSON body of a control call, checked. It must say that it is JSON: a foreign page's form cannot.
 * @throws {RequestRefused} 415 or 400
 */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new RequestRefused(415, 'Expected the content type "application/json".');
  }
  const parsed = schema.safeParse(parseJson(await c.req.text()));
  if (parsed.success) return parsed.data;
  throw new RequestRefused(400, `The body does not fit: ${sentence(parsed.error)}`);
}

/** What is wrong, and where, in one line. */
export function sentence(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new RequestRefused(400, 'The body is not JSON.');
  }
}

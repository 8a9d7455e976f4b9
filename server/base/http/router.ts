import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Ctx } from '../ctx.ts';
import { ThreadtieError } from '../errors.ts';

/** What every request carries: the ctx of whoever calls. */
export interface HttpEnv {
  Variables: { ctx: Ctx };
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined } } };
}

export type Router = OpenAPIHono<HttpEnv>;

/** A router whose failed validations are answered in the one error form, naming the field and what was expected. */
export function createRouter(): Router {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error, result.target);
    },
  });
}

/** The error for input that does not fit its schema: every wrong field with what was expected, the input itself left out. */
export function invalidRequest(error: z.core.$ZodError, where: string): ThreadtieError {
  const issues = error.issues.slice(0, 5).map((issue) => `"${placeOf(issue) || where}": ${expected(issue)}`);
  return new ThreadtieError(
    'invalid_request',
    `The ${where} of the request is not as expected. ${issues.join(' ')}`,
    'See /docs for the shape of this call.',
  );
}

/** Names of fields that are the caller's own are quoted only where they are plain words: others can be anything. */
const WORD = /^[A-Za-z_-]{1,30}$/;

function placeOf({ path }: z.core.$ZodIssue): string {
  return path.map((part) => (typeof part === 'number' || WORD.test(String(part)) ? String(part) : '?')).join('.');
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const words = issue.keys.filter((key) => WORD.test(key)).map((key) => `"${key}"`);
  return words.length > 0 ? `No field is called ${words.join(' or ')}.` : 'There is a field too many.';
}

/** A JSON answer in the form `createRoute` wants. */
export function json<T extends z.ZodType>(
  schema: T,
  description: string,
): { description: string; content: { 'application/json': { schema: T } } } {
  return { description, content: { 'application/json': { schema } } };
}

/** A required JSON body in the form `createRoute` wants. */
export function jsonBody<T extends z.ZodType>(
  schema: T,
): { required: true; content: { 'application/json': { schema: T } } } {
  return { required: true, content: { 'application/json': { schema } } };
}

/** What any call may answer instead of its result; the codes stand in the schema. */
export const errors = { default: json(ErrorEnvelope, 'An error, with what to do about it.') };

/** Marks a call as one of the site's back end in the API document. */
export const bearer: { Bearer: string[] }[] = [{ Bearer: [] }];

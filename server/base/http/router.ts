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
  const issues = error.issues.slice(0, 5).map((issue) => `"${issue.path.join('.') || where}": ${issue.message}`);
  return new ThreadtieError(
    'invalid_request',
    `The ${where} of the request is not as expected. ${issues.join(' ')}`,
    'See /docs for the shape of this call.',
  );
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

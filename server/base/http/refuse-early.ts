import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ThreadtieError } from '../errors.ts';
import type { HttpEnv } from './router.ts';

/** Refuses a larger body before it is read. @param kilobytes the limit */
export function limitBody(kilobytes: number) {
  return bodyLimit({
    maxSize: kilobytes * 1024,
    onError: () => {
      throw new ThreadtieError('body_too_large', `The body is larger than ${kilobytes} kB.`, 'Send less.');
    },
  });
}

/** Refuses addresses with a NUL in them: no database can look for it. */
export const refuseNul = createMiddleware<HttpEnv>(async function refuseNul(c, next) {
  if (c.req.url.includes('%00')) {
    throw new ThreadtieError('invalid_request', 'The address of the request holds a NUL character.', 'Leave %00 out.');
  }
  await next();
});

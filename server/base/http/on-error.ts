import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ERROR_STATUS, type ErrorCode, type ErrorEnvelope } from '../../../shared/errors.ts';
import { ThreadtieError } from '../errors.ts';
import { UniqueConflict } from '../storage/index.ts';
import type { HttpEnv } from './router.ts';

/** Answers every error in the one form. What is not meant for callers is logged and answered as `internal`. */
export const onError: ErrorHandler<HttpEnv> = (error, c) => {
  const known = asThreadtieError(error);
  const { log, requestId } = c.var.ctx;
  const status = ERROR_STATUS[known.code];
  if (status >= 500) log.error({ err: error, requestId, code: known.code, method: c.req.method }, 'a request failed');
  if (status === 503) c.header('retry-after', '5');
  if (status === 429) c.header('retry-after', '60');
  if (status === 413) c.header('connection', 'close'); // the rest of the body stays unread
  return c.json(envelope(known, requestId), status);
};

/** The body of an error answer. */
export function envelope(error: ThreadtieError, requestId: string): ErrorEnvelope {
  return { error: { code: error.code, message: error.message, hint: error.hint, requestId } };
}

function asThreadtieError(error: unknown): ThreadtieError {
  if (error instanceof ThreadtieError) return error;
  if (error instanceof UniqueConflict) {
    return new ThreadtieError('already_exists', 'A record with the same key already exists.', 'Choose another key.');
  }
  if (error instanceof HTTPException) return fromHttpException(error);
  return new ThreadtieError(
    'internal',
    'Something went wrong on our side.',
    'Try again; quote the requestId if it stays.',
  );
}

/** Hono's own refusals: malformed JSON and missing content types pass by the validators' hook. */
function fromHttpException(error: HTTPException): ThreadtieError {
  const codes: Record<number, ErrorCode> = {
    400: 'invalid_request',
    413: 'body_too_large',
    415: 'unsupported_media_type',
  };
  const code = codes[error.status];
  if (!code) return new ThreadtieError('internal', 'Something went wrong on our side.', 'Try again.', { cause: error });
  const message =
    code === 'invalid_request' ? 'The body of the request is not valid JSON.' : 'The body cannot be read.';
  return new ThreadtieError(code, message, 'Send JSON with "content-type: application/json".');
}

import { z } from 'zod';

/**
 * Every error the API can answer, with its HTTP status. The set is closed: clients may switch on `code`, which never
 * changes its meaning; messages and hints are for people and may be reworded.
 */
export const ERROR_STATUS = {
  invalid_request: 400,
  unsupported_media_type: 415,
  body_too_large: 413,
  unauthenticated: 401,
  invalid_signature: 401,
  missing_scope: 403,
  verify_token_mismatch: 403,
  origin_not_allowed: 403,
  not_found: 404,
  already_exists: 409,
  reserved: 409,
  ref_already_registered: 409,
  /** There are as many of these as there may be: take one away first. */
  limit_reached: 409,
  /** The key came before with another body: nothing was done. */
  idempotency_key_reused: 409,
  /** Why a message is not sent. It is kept with this reason, and `GET /v1/messages` lists it. */
  content_invalid: 409,
  page_unknown: 409,
  thread_unknown: 409,
  person_unreachable: 409,
  thread_owned_by_other_app: 409,
  window_closed: 409,
  message_expired: 409,
  /** The visit brought about no link, so it can end none. */
  not_linked: 409,
  /** No chat code is given out; the message says why. */
  link_code_refused: 409,
  /** The site has no login that could be offered in a thread. */
  login_not_configured: 409,
  /** The visit is not asked anything, or not any more. */
  nothing_to_confirm: 409,
  /** The Page's token or subscription is known to be dead: nothing was called. */
  page_broken: 409,
  /** The platform refused the call; the message says why in plain words. */
  platform_refused: 422,
  too_many_requests: 429,
  internal: 500,
  /** The platform did not answer, or not as it should. */
  platform_unreachable: 502,
  storage_unavailable: 503,
  /** The platform wants fewer calls: try again later. */
  platform_busy: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** The body of every answer that is not a success. */
export const ErrorEnvelope = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().describe('What happened and what was expected.'),
    hint: z.string().describe('What to do about it.'),
    requestId: z.string().describe('Quote this when asking for help: the same id stands in the log.'),
  }),
});
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;

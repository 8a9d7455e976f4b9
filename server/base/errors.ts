import type { ErrorCode } from '../../shared/errors.ts';

/** An error that is meant to be read by the caller: a code of the closed set, what happened, and what to do. */
export class ThreadtieError extends Error {
  override readonly name = 'ThreadtieError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** Ids and keys as we make them and people type them: tokens and secrets are longer, or mixed. */
const QUOTABLE = /^(?:[a-z]{2,4}_)?[0-9a-z-]{1,25}$/;

/**
 * The record named by the request does not exist, or is not visible to the caller: the two are not told apart. What stands in
 * its place and looks like no id is not quoted: it can be a secret that went astray.
 */
export function notFound(thing: string, key: string): ThreadtieError {
  return new ThreadtieError(
    'not_found',
    QUOTABLE.test(key) ? `No ${thing} "${key}" was found.` : `No such ${thing} was found.`,
    `Check the ${thing}'s id, and that your API key may see it.`,
  );
}

/** A programming mistake in this code base: it must never reach a caller as anything but `internal`. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

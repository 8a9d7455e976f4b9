import { ThreadtieError } from '../../base/errors.ts';

/** The error for a setting that cannot be: which one, what is wrong with it, and what to do. The value is not quoted. */
export function refuseSetting(field: string, problem: string, hint: string): ThreadtieError {
  return new ThreadtieError('invalid_request', `The site's "${field}" is not as expected. ${problem}`, hint);
}

import { z } from 'zod';

const ADDRESS = /^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?)([/?][^\s#\\]*)?$/i;

/** An address that a site gives: https, without user, password and fragment. Plain http is for this machine alone. */
export const WebAddress = z
  .string()
  .max(2000)
  .regex(ADDRESS, 'Expected an https address without user, password and fragment.')
  .overwrite((url) => url.toWellFormed());

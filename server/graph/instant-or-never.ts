import { z } from 'zod';

/** A time in seconds since 1970, where 0 and nothing at all stand for "never". */
export const instantOrNever = z.coerce
  .number()
  .int()
  .nullish()
  .transform((seconds) => (seconds ? new Date(seconds * 1000) : null));

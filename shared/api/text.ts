import { z } from 'zod';
import { storable } from '../storable.ts';

/** Text of at most `max` UTF-16 code units; what no database can hold (NUL, half a surrogate pair) becomes U+FFFD. */
export function text(max: number): z.ZodString {
  return z.string().max(max).overwrite(storable);
}

/** A name people give: trimmed, never empty. */
export function nameText(max: number): z.ZodString {
  return text(max).trim().min(1);
}

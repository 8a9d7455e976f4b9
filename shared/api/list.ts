import { z } from 'zod';

/** An instant as ISO 8601 with milliseconds, in UTC. */
export const Instant = z.iso.datetime().describe('ISO 8601, UTC, milliseconds');

/** The cursor and size every list takes. */
export const ListQuery = z.object({
  cursor: z.string().max(2000).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('How many at most; 50 when left out.'),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** One page of a list, newest first. `nextCursor` is null on the last page. */
export function page<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ data: z.ZodArray<T>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** One page of a list, as verbs return it. */
export interface Page<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
}

/** Default size of a list's page. */
export const DEFAULT_PAGE_SIZE = 50;

import { z } from 'zod';

/** An id, which the platform writes as a string or as a number. Ours are always strings. */
export const graphId = z.union([z.string().min(1), z.number().int()]).transform(String);

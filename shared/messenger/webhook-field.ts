import { z } from 'zod';
import { MAX_REF_LENGTH } from '../ref.ts';
import { storable } from '../storable.ts';

const MAX_ID_LENGTH = 200;

/** Present and of the expected type, or absent: one odd field never costs the event. */
export function maybe<T extends z.ZodType>(schema: T): z.ZodCatch<z.ZodOptional<z.ZodNullable<T>>> {
  return schema.nullish().catch(null);
}

/** The readable ones among any number of items; a single item may stand without its list. */
export function listOf<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>[]> {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<T>[] => {
      if (value === undefined || value === null) return [];
      const items: unknown[] = Array.isArray(value) ? value : [value];
      return items.flatMap((item) => {
        const read = schema.safeParse(item);
        return read.success ? [read.data] : [];
      });
    });
}

const textOrNumber = z.union([z.string(), z.number()]).transform((value) => storable(String(value)));

/** Fields as the platform sends them: text and ids may come as numbers, numbers as text. */
export const Id = maybe(textOrNumber.refine((id) => id !== '' && id.length <= MAX_ID_LENGTH));
export const Text = maybe(textOrNumber);
export const RefText = maybe(textOrNumber.transform((ref) => ref.slice(0, MAX_REF_LENGTH)));
export const Flag = maybe(z.boolean());
export const Num = maybe(
  z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,15})?$/)
      .transform(Number),
  ]),
);

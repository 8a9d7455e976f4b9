import { z } from 'zod';

/** "Done", in all the forms it is documented in: `success` as a word or a string, and `result`. */
export const successAnswer = z
  .union([
    z.object({ success: z.union([z.literal(true), z.literal('true')]) }),
    z.object({ result: z.enum(['success', 'unlink account success']) }),
  ])
  .transform(() => undefined);

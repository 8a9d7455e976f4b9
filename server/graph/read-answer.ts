import { z } from 'zod';
import { parseBody } from '../base/parse-body.ts';

/** The platform's own error, without its texts. */
export interface ErrorAnswer {
  readonly code: number | null;
  readonly subcode: number | null;
  readonly isTransient: boolean;
  readonly traceId: string | null;
}

/** What an answer's bytes say: an error, something else, or nothing that could be read. */
export type Answer =
  | { readonly kind: 'error'; readonly error: ErrorAnswer }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'unreadable' };

const number = z.coerce.number().int().nullable().catch(null);

const Envelope = z.object({
  error: z.object({
    code: number.default(null),
    error_subcode: number.default(null),
    is_transient: z.boolean().catch(false),
    fbtrace_id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,32}$/)
      .nullable()
      .catch(null),
  }),
});

/** Reads an answer. Numbers keep their digits: those beyond 2^53 come as strings. */
export function readAnswer(bytes: Uint8Array): Answer {
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null) return { kind: 'unreadable' };
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return { kind: 'value', value };
  const { code, error_subcode: subcode, is_transient: isTransient, fbtrace_id: traceId } = envelope.data.error;
  return { kind: 'error', error: { code, subcode, isTransient, traceId } };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseBody(bytes);
  } catch {
    return undefined;
  }
}

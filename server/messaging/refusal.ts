import type { ErrorCode } from '../../shared/errors.ts';
import type { MessageReason } from '../../shared/api/messages.ts';
import type { MessageRow } from './store.ts';

/** Why something is not said: what is the matter, what to do, and when it changes by itself (null: nobody knows). */
export interface Refusal {
  readonly code: MessageReason;
  readonly message: string;
  readonly hint: string;
  readonly changesAt: Date | null;
}

/** A reason for which a message is not even tried: a call of the API answers it as its error. */
export type RefusalCode = Extract<MessageReason, ErrorCode>;

/** A refusal that nothing but an act of somebody changes. */
export function refusal(code: MessageReason, message: string, hint: string, changesAt: Date | null = null): Refusal {
  return { code, message, hint, changesAt };
}

/** The columns that say why; empty where there is nothing to say. */
export function reasonColumns(
  why: Refusal | null,
): Pick<MessageRow, 'reasonCode' | 'reasonMessage' | 'reasonHint' | 'changesAt'> {
  if (!why) return { reasonCode: null, reasonMessage: null, reasonHint: null, changesAt: null };
  return { reasonCode: why.code, reasonMessage: why.message, reasonHint: why.hint, changesAt: why.changesAt };
}

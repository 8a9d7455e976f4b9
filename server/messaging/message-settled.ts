import { z } from 'zod';
import {
  MESSAGE_PURPOSES,
  MESSAGE_REASONS,
  type MessagePurpose,
  type MessageReason,
} from '../../shared/api/messages.ts';
import type { JobDefinition } from '../base/queue/queue.ts';

/** What became of a message that a room above asked for. */
export interface SettledMessage {
  readonly messageId: string;
  readonly purpose: MessagePurpose;
  /** The asker's own matter. */
  readonly about: string;
  /** `unknown` can be followed by `sent`, when the platform tells late. */
  readonly status: 'sent' | 'failed' | 'unknown';
  readonly code: MessageReason | null;
}

/** A message that is `about` something was settled: whoever asked for it goes on. */
export const MESSAGE_SETTLED: JobDefinition<SettledMessage> = {
  name: 'messaging.message-settled',
  data: z.object({
    messageId: z.string(),
    purpose: z.enum(MESSAGE_PURPOSES),
    about: z.string(),
    status: z.enum(['sent', 'failed', 'unknown']),
    code: z.enum(MESSAGE_REASONS).nullable(),
  }),
  attempts: 10,
  backoffMs: 1000,
  transactional: true,
};

import { z } from 'zod';
import type { JobDefinition } from '../base/queue/queue.ts';

/** A link that came of Messenger's own log-in has ended, and Messenger does not know: whoever talks to it goes on. */
export const MESSENGER_LINK_ENDED: JobDefinition<{ pageId: string; psid: string }> = {
  name: 'account-links.messenger-link-ended',
  data: z.object({ pageId: z.string(), psid: z.string() }),
  attempts: 8,
  backoffMs: 5000,
  transactional: false,
};

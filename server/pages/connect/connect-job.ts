import { z } from 'zod';
import type { JobDefinition } from '../../base/queue/index.ts';

/** Goes on with a connection from where it stands. It talks to the platform, so it may run again after a crash. */
export const CONNECT_PAGES: JobDefinition<{ connectionId: string }> = {
  name: 'pages.connect',
  data: z.object({ connectionId: z.string() }),
  attempts: 5,
  backoffMs: 5000,
  transactional: false,
};

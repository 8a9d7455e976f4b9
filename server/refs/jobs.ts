import { z } from 'zod';
import type { JobDefinition } from '../base/queue/queue.ts';

/** A visit was registered after somebody had arrived with its ref: whoever knows what an arrival means goes on. */
export const VISIT_REGISTERED_LATE: JobDefinition<{ refId: string }> = {
  name: 'refs.visit-registered-late',
  data: z.object({ refId: z.string() }),
  attempts: 10,
  backoffMs: 1000,
  transactional: true,
};

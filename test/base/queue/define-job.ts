import { z } from 'zod';
import type { JobDefinition } from '../../../server/base/queue/queue.ts';

/** A kind of work whose data is a label; fast to fail, three attempts. */
export function defineJob(name: string, overrides: Partial<JobDefinition<string>> = {}): JobDefinition<string> {
  return { name, data: z.string(), attempts: 3, backoffMs: 100, transactional: false, ...overrides };
}

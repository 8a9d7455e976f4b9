import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import type { JobDefinition } from '../../base/queue/queue.ts';
import type { Tx } from '../../base/storage/index.ts';
import type { PromptPlace } from './store.ts';

/** Somebody is to be sent a way to log in. `isGreeting`: they have not asked for it. */
export interface Prompt extends PromptPlace {
  readonly isGreeting: boolean;
}

/** Sends somebody a way to log in, where that still makes sense; it asks the platform for their language first. */
export const PROMPT_LOGIN: JobDefinition<Prompt> = {
  name: 'linking.prompt-login',
  data: z.object({ siteId: z.string(), pageId: z.string(), psid: z.string(), isGreeting: z.boolean() }),
  attempts: 5,
  backoffMs: 1000,
  transactional: false,
};

/** Has somebody sent a way to log in, after whatever else waits for their thread. */
export async function enqueuePrompt(ctx: Ctx, tx: Tx, prompt: Prompt): Promise<void> {
  await ctx.queue.enqueue(tx, PROMPT_LOGIN, prompt, { key: `${prompt.pageId}:${prompt.psid}` });
}

import { PLATFORM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { MESSAGE_SETTLED } from '../messaging/index.ts';
import { VISIT_REGISTERED_LATE } from '../refs/index.ts';
import { ASK } from './attempts/asking/ask-job.ts';
import { askQuestion } from './attempts/asking/ask-question.ts';
import { noteSettledQuestion } from './attempts/asking/note-settled-question.ts';
import { PROMPT_LOGIN } from './keywords/prompt-job.ts';
import { promptLogin } from './keywords/prompt-login.ts';
import { resumeArrivals } from './resume-arrivals.ts';

/** Says that this process goes on with late registrations, asks questions, and learns what became of them. */
export function workOnLinking(ctx: Ctx): void {
  const forJob = (requestId: string): Ctx => ({ ...ctx, actor: PLATFORM, requestId });
  ctx.queue.work(VISIT_REGISTERED_LATE, ({ data, id }) => resumeArrivals(forJob(id), data.refId));
  ctx.queue.work(ASK, ({ data, id }) => askQuestion(forJob(id), data.attemptId));
  ctx.queue.work(PROMPT_LOGIN, async ({ data, id }) => void (await promptLogin(forJob(id), data)));
  ctx.queue.work(MESSAGE_SETTLED, ({ data, id }) => noteSettledQuestion(forJob(id), data));
}

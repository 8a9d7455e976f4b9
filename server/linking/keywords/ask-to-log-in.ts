import type { LoginPromptBody, LoginPromptResult } from '../../../shared/api/link-codes.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireScope, siteOf } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { notFound, ThreadtieError } from '../../base/errors.ts';
import { isPageOfSite } from '../../entry-points/index.ts';
import { promptLogin } from './prompt-login.ts';

/**
 * Sends somebody a way to log in because the site's back end asks for it. What may not be sent is kept, as any message is.
 * @throws {ThreadtieError} `missing_scope`, `invalid_request`, `not_found` (a Page that is not the site's), `too_many_requests`,
 *   `login_not_configured`, and the reasons for which a message is not sent
 */
export async function askToLogIn(
  ctx: Ctx,
  thread: { readonly pageId: string; readonly psid: string },
  body: LoginPromptBody,
): Promise<LoginPromptResult> {
  requireScope(ctx.actor, 'messages:write', body.siteId);
  const siteId = siteOf(ctx.actor) ?? body.siteId;
  if (siteId === undefined) {
    throw new ThreadtieError('invalid_request', 'Expected "siteId": this key may speak for any.', 'Name the site.');
  }
  if (!(await isPageOfSite(ctx, thread.pageId, siteId))) throw notFound('Page', thread.pageId);
  const result = await promptLogin(ctx, { ...thread, siteId, isGreeting: false });
  if (result.status === 'queued') {
    await ctx.storage.write(() => recordAudit(ctx, { action: 'login_prompt.sent', subject: result.id, siteId }));
    return { messageId: result.id };
  }
  if (result.status === 'refused') {
    const { code, message, hint } = result.refusal;
    if (code === 'outcome_unknown') return { messageId: result.id };
    throw new ThreadtieError(code, message, `${hint} The message is kept as "${result.id}".`);
  }
  throw REFUSALS[result.status]();
}

const REFUSALS = {
  paused: () =>
    new ThreadtieError('too_many_requests', 'This person was asked to log in a moment ago.', 'Wait a minute.'),
  no_way: () =>
    new ThreadtieError(
      'login_not_configured',
      'The site has no way to log in that could be offered in a thread.',
      "Set the site's login (PATCH /v1/sites/{id}), or let it take user tokens, for chat codes.",
    ),
  unwanted: () => new ThreadtieError('already_exists', 'This thread is connected already.', 'Nothing has to be done.'),
} as const;

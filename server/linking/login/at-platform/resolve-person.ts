import type { Ctx } from '../../../base/ctx.ts';
import { GraphError, resolveLinkingToken } from '../../../graph/index.ts';
import { findPageSenders, withPageToken } from '../../../pages/index.ts';
import { LinkPageError } from '../session/link-page-error.ts';

const INVALID_TOKEN = 10303;

/**
 * Who tapped Log In, by the token Messenger made for them: what the address says of itself counts nothing. Outside of any
 * write.
 * @throws {LinkPageError} `too_old` when the platform does not know the token any more; `bad_link` when it is one of another
 *   Page; `unreachable`
 */
export async function resolvePerson(ctx: Ctx, pageId: string, token: string): Promise<string> {
  const page = await findPageSenders(ctx, pageId);
  const senders = page?.isConnected ? page.senders.filter(({ fault }) => !fault) : [];
  let isOld = false;
  // The app whose button it was is not told: only its own token knows the person.
  for (const { appId } of senders) {
    try {
      const found = await withPageToken(ctx, { pageId, appId }, (caller) =>
        resolveLinkingToken(ctx, caller, { token }),
      );
      if (found.pageId !== pageId) throw new LinkPageError('bad_link');
      return found.psid;
    } catch (error) {
      if (error instanceof LinkPageError) throw error;
      isOld ||= error instanceof GraphError && error.code === INVALID_TOKEN;
      ctx.log.info({ err: error, pageId, requestId: ctx.requestId }, 'a linking token could not be resolved');
    }
  }
  throw new LinkPageError(isOld ? 'too_old' : 'unreachable');
}

/** Whether Messenger still waits for whoever logs in with this token; false also when nobody can tell. */
export async function isStillAwaited(
  ctx: Ctx,
  thread: { readonly pageId: string; readonly psid: string },
  token: string,
): Promise<boolean> {
  try {
    return (await resolvePerson(ctx, thread.pageId, token)) === thread.psid;
  } catch (error) {
    if (error instanceof LinkPageError) return false;
    throw error;
  }
}

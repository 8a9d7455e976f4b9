import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { selectSessionOfAttempt } from '../store.ts';
import { findLoginObstacle } from './find-login-obstacle.ts';

/** Whether the login that an attempt came of is one that nobody can begin any more. In the caller's write. */
export async function isLoginWithdrawn(
  ctx: Ctx,
  tx: Tx,
  { id, siteId, pageId }: { readonly id: string; readonly siteId: string; readonly pageId: string },
): Promise<boolean> {
  // Without a question the attempt is settled before its session knows it; the session was looked at just before.
  const session = await selectSessionOfAttempt(tx, id);
  return (await findLoginObstacle(ctx, { siteId, pageId, login: session?.login ?? null })) !== null;
}

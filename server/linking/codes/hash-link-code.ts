import type { Ctx } from '../../base/ctx.ts';

/** The hashes a code can be found by, that under which a new one is kept first. Without the server's keys they say nothing. */
export function hashLinkCode(ctx: Ctx, code: string): readonly [string, ...string[]] {
  return ctx.secretBox.digests(code, 'link-code');
}

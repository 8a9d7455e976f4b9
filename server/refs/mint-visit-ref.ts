import type { Ctx } from '../base/ctx.ts';

/** A fresh visit ref of the entry point with this code: 128 random bits behind it. */
export function mintVisitRef(ctx: Ctx, code: string): string {
  return `${code}_${ctx.random.token(128)}`;
}

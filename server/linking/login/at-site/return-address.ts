import type { Ctx } from '../../../base/ctx.ts';

/** Where logins send people back to. From the configuration alone: whatever host a request names, it is not ours. */
export function returnAddress(ctx: Ctx): string {
  return `${ctx.settings.publicUrl}/link/return`;
}

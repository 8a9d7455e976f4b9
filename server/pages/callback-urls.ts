import type { Ctx } from '../base/ctx.ts';

/** The callback URLs that lead here; the first is the one we set, which names the app. */
export function callbackUrls(ctx: Ctx, appId: string): readonly [string, string] {
  const base = `${ctx.settings.publicUrl}/webhooks/messenger`;
  return [`${base}/${appId}`, base];
}

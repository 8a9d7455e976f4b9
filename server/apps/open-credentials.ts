import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { type AppCredentials, openApp } from './app.ts';
import { selectApps } from './store.ts';

/**
 * The current secret of an app: it proves our own calls, older ones only check the platform's.
 * @throws {ThreadtieError} `not_found`
 */
export async function openAppSecret(ctx: Ctx, appId: string): Promise<string> {
  const [secret] = (await open(ctx, appId)).secrets;
  if (secret === undefined) throw notFound('app', appId);
  return secret;
}

/**
 * What the platform shows when it verifies the callback URL of an app.
 * @throws {ThreadtieError} `not_found`
 */
export async function openVerifyToken(ctx: Ctx, appId: string): Promise<string> {
  return (await open(ctx, appId)).verifyToken;
}

async function open(ctx: Ctx, appId: string): Promise<AppCredentials> {
  const [row] = await ctx.storage.read((at) => selectApps(at, appId));
  if (!row) throw notFound('app', appId);
  return openApp(ctx, row);
}

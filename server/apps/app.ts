import type { App } from '../../shared/api/apps.ts';
import type { Ctx } from '../base/ctx.ts';
import type { AppRow } from './store.ts';

/** What proves that a webhook comes from Meta. The first secret is the current one, the others still count. */
export interface AppCredentials {
  readonly id: string;
  readonly secrets: readonly string[];
  readonly verifyToken: string;
}

/** Opens an app's sealed credentials. */
export function openApp(ctx: Ctx, row: AppRow): AppCredentials & { readonly allowsSha1: boolean } {
  return {
    id: row.id,
    secrets: row.sealedSecrets.map((sealed) => ctx.secretBox.open(sealed, sealPurpose(row.id))),
    verifyToken: ctx.secretBox.open(row.sealedVerifyToken, sealPurpose(row.id)),
    allowsSha1: row.allowsSha1,
  };
}

/** What an app's credentials are sealed for. */
export function sealPurpose(appId: string): string {
  return `app:${appId}`;
}

/** An app as the API shows it: how many secrets it has, and none of them. */
export function toApp(ctx: Ctx, row: AppRow): App {
  return {
    id: row.id,
    secrets: row.sealedSecrets.length,
    webhookUrl: `${ctx.settings.publicUrl}/webhooks/messenger/${row.id}`,
    createdAt: row.createdAt.toISOString(),
  };
}

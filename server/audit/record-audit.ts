import type { Ctx } from '../base/ctx.ts';
import { AUDIT_ENTRIES } from './store.ts';

/** What was written: `action` such as `site.created`, the id of the thing, the site it belongs to (null: the installation). */
export interface AuditInput {
  readonly action: string;
  readonly subject: string;
  readonly siteId: string | null;
}

/** Writes down who did it. Call it inside the `storage.write` that does it, so that neither exists without the other. */
export async function recordAudit(ctx: Ctx, input: AuditInput): Promise<void> {
  await ctx.storage.write(async (tx) =>
    tx.gather(AUDIT_ENTRIES, {
      ...input,
      id: ctx.random.id('aud'),
      at: ctx.clock.now(),
      actorType: ctx.actor.type,
      actorId: 'id' in ctx.actor ? (ctx.actor.id ?? null) : null,
      requestId: ctx.requestId,
    }),
  );
}

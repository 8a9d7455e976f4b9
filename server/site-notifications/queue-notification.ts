import type { NotificationType } from '../../shared/api/notifications.ts';
import type { Ctx } from '../base/ctx.ts';
import { NOTIFICATIONS } from './store.ts';

/** What somebody's back end is to be told. */
export interface NotificationInput {
  readonly type: NotificationType;
  /** null: it concerns the installation. */
  readonly siteId: string | null;
  /** The id of what it is about. */
  readonly subject: string;
  /** JSON; no secret and no personal data beyond what the type promises. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Stores a notification. Call it inside the `storage.write` that does what it tells of: neither exists without the other. */
export async function queueNotification(ctx: Ctx, input: NotificationInput): Promise<void> {
  const row = { ...input, id: ctx.random.id('ntf'), status: 'queued', createdAt: ctx.clock.now() } as const;
  await ctx.storage.write(async (tx) => tx.gather(NOTIFICATIONS, row));
}

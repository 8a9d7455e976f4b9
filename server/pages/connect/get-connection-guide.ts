import type { ConnectionGuide } from '../../../shared/api/page-connections.ts';
import { connectionGuide } from '../../../shared/connection-guide.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';

/** How to come to a user token of this app. */
export function getConnectionGuide(ctx: Ctx, appId: string): ConnectionGuide {
  requireScope(ctx.actor, 'pages:read', null);
  return connectionGuide(appId);
}

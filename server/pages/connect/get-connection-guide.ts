import type { ConnectionGuide } from '../../../shared/api/page-connections.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { CONNECTION_GUIDE } from './connection-guide.ts';

/** How to come to a user token. */
export function getConnectionGuide(ctx: Ctx): ConnectionGuide {
  requireScope(ctx.actor, 'pages:read', null);
  return CONNECTION_GUIDE;
}

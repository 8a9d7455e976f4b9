import type { PageConnection, StartConnectionBody } from '../../../shared/api/page-connections.ts';
import { recordAudit } from '../../audit/index.ts';
import { openAppSecret } from '../../apps/index.ts';
import { requireScope } from '../../base/actor.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { userTokenPurpose } from '../seal-purpose.ts';
import { newStep, OPENING_STEPS } from './connection-steps.ts';
import { insertConnection, insertSteps } from './connection-store.ts';
import { fetchConnection } from './fetch-connection.ts';
import { openConnection } from './open-connection.ts';
import { toPageConnection } from './page-connection.ts';

const LIFETIME_MS = DAY;

/**
 * Begins to connect Pages with the token of a person who has a part in them: it is stored sealed before anything is called,
 * looked at, exchanged, and the Pages are listed. What goes wrong on the way is told in the steps, and can be resumed.
 * @throws {ThreadtieError} `not_found` when there is no such app
 */
export async function startConnection(
  ctx: Ctx,
  defaultAppId: string,
  input: StartConnectionBody,
): Promise<PageConnection> {
  requireScope(ctx.actor, 'pages:write', null);
  const appId = input.appId ?? defaultAppId;
  await openAppSecret(ctx, appId);
  const id = ctx.random.id('con');
  const now = ctx.clock.now();
  const row = {
    id,
    appId,
    sealedUserToken: ctx.secretBox.seal(input.userToken, userTokenPurpose(id)),
    userId: null,
    userTokenExpiresAt: null,
    missingPermissions: [],
    candidates: [],
    chosen: [],
    profile: null,
    takesOverCallback: false,
    foreignCallback: null,
    createdAt: now,
    expiresAt: later(now, LIFETIME_MS),
  };
  await ctx.storage.write(async (tx) => {
    await insertConnection(tx, row);
    await insertSteps(
      tx,
      OPENING_STEPS.map((name) => newStep(id, name)),
    );
    await recordAudit(ctx, { action: 'page_connection.started', subject: id, siteId: null });
  });
  await openConnection(ctx, id);
  return await toPageConnection(ctx, await fetchConnection(ctx, id));
}

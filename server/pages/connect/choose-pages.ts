import type { ChoosePagesBody, PageConnection } from '../../../shared/api/page-connections.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { notFound, ThreadtieError } from '../../base/errors.ts';
import { newStep, PAGE_STEPS, stepsFor } from './connection-steps.ts';
import { insertSteps, reopenSteps, updateConnection, upsertStep } from './connection-store.ts';
import { fetchConnection, notACandidate } from './fetch-connection.ts';
import { CONNECT_PAGES } from './connect-job.ts';
import { toPageConnection } from './page-connection.ts';

/**
 * Chooses the Pages to connect, and lets the work begin: how it goes is told in the steps. Choosing again replaces the
 * choice; what was connected stays connected.
 * @throws {ThreadtieError} `not_found`, or `invalid_request` for a Page that is not in the list
 */
export async function choosePages(ctx: Ctx, id: string, input: ChoosePagesBody): Promise<PageConnection> {
  requireScope(ctx.actor, 'pages:write', null);
  const { candidates, expiresAt } = await fetchConnection(ctx, id);
  const chosen = [...new Set(input.pageIds)];
  const stranger = chosen.find((pageId) => !candidates.some((candidate) => candidate.id === pageId));
  if (stranger !== undefined) throw notACandidate(stranger);
  if (expiresAt <= ctx.clock.now()) throw expired();
  const profile = {
    getStartedPayload: input.getStartedPayload,
    greeting: input.greeting ?? null,
    iceBreakers: input.iceBreakers ?? null,
  };
  const row = await ctx.storage.write(async (tx) => {
    const { takesOverCallback } = input;
    const updated = await updateConnection(tx, id, { chosen, profile, takesOverCallback, foreignCallback: null });
    if (!updated) throw notFound('page connection', id);
    const detail = chosen.length === 1 ? 'One Page was chosen.' : `${chosen.length} Pages were chosen.`;
    const at = ctx.clock.now();
    await upsertStep(tx, { ...newStep(id, 'choose_pages'), state: 'done', detail, at });
    await insertSteps(tx, stepsFor(id, chosen));
    // What is under way was begun for the choice before; and the app may need another kind of subscription than it did.
    await reopenSteps(tx, id, [...PAGE_STEPS, 'subscribe_app'], ['failed', 'waiting', 'todo']);
    await reopenSteps(tx, id, ['set_profile', 'subscribe_app', 'check'], ['done']);
    await recordAudit(ctx, { action: 'page_connection.pages_chosen', subject: id, siteId: null });
    await ctx.queue.enqueue(tx, CONNECT_PAGES, { connectionId: id }, { key: id });
    return updated;
  });
  return await toPageConnection(ctx, row);
}

function expired(): ThreadtieError {
  return new ThreadtieError(
    'invalid_request',
    'This connection has expired: its user token was forgotten.',
    'Start a new one with a user token: POST /v1/page-connections.',
  );
}

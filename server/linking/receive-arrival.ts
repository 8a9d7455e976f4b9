import { ARRIVAL_KIND_OF, type ArrivalEvent } from '../../shared/messenger/messenger-event.ts';
import { recordArrival } from '../arrivals/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { touchThread } from '../threads/index.ts';
import { applyPolicy } from './apply-policy.ts';
import { matchLinkCode } from './codes/match-link-code.ts';
import { openCodeAttempt } from './codes/open-code-attempt.ts';
import { matchRef } from './match-ref.ts';
import { noteUnsettled } from './settle-thread.ts';

/**
 * What it means that somebody came: touch the thread, redeem the ref, record the arrival, tie the account; one write, and
 * once per event however often it is applied.
 */
export async function receiveArrival(ctx: Ctx, event: ArrivalEvent): Promise<void> {
  await ctx.storage.write(async () => {
    const { pageId, psid, occurredAt } = event;
    await touchThread(ctx, event);
    const match = (await matchLinkCode(ctx, event)) ?? (await matchRef(ctx, event));
    const { ref, ...clue } = event.arrival;
    const arrival = {
      eventId: event.id,
      kind: ARRIVAL_KIND_OF[event.kind],
      pageId,
      psid,
      userRef: event.userRef,
      receivedRef: ref,
      ...clue,
      ...match.record,
      occurredAt,
    };
    await recordArrival(ctx, arrival, async ({ id, isNew }) => {
      if (!isNew) return;
      if ('taken' in match) await openCodeAttempt(ctx, match.taken, { pageId, psid, event, arrivalId: id });
      else await applyPolicy(ctx, { arrivalId: id, match, pageId, psid, event });
    });
    if ('taken' in match ? match.taken : match.account) await noteUnsettled(ctx, { pageId, psid });
  });
}

import type { VisitStatus } from '../../shared/api/refs.ts';
import type { VisitAnswer } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { getVisit } from '../refs/index.ts';
import { answerOnSite } from './attempts/answering/answer-on-site.ts';

/** What the holder of a visit's secret answers, and where they are. */
export interface VisitConfirmation {
  readonly answer: VisitAnswer;
  readonly address: string;
  readonly agent: string | null;
}

/**
 * Takes the answer of whoever holds a visit's secret to what its page asks; answers where the visit stands then. The same
 * answer again changes nothing.
 * @throws {ThreadtieError} `not_found`: the same for an unknown visit, a wrong secret and none; `nothing_to_confirm`
 */
export async function confirmVisit(
  ctx: Ctx,
  refId: string,
  watchSecret: string | undefined,
  confirmation: VisitConfirmation,
): Promise<VisitStatus> {
  const { id } = await getVisit(ctx, refId, watchSecret);
  const visitor: Ctx = { ...ctx, actor: { type: 'visitor', id } };
  const isTaken = await answerOnSite(visitor, { refId: id, ...confirmation });
  const visit = await getVisit(ctx, refId, watchSecret);
  const isRepeated = visit.state === (confirmation.answer === 'connect' ? 'linked' : 'refused');
  if (!isTaken && !isRepeated) throw nothingToConfirm();
  return visit;
}

function nothingToConfirm(): ThreadtieError {
  return new ThreadtieError(
    'nothing_to_confirm',
    'This visit is not asked to confirm anything, or its time for it is over.',
    'Look at `question` of GET /v1/refs/{refId}: only confirm-on-site and code are confirmed on the site. Click again for a new one.',
  );
}

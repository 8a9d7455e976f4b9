import type { VisitStatus } from '../../shared/api/refs.ts';
import { BROWSER_STAGES, type VisitStage, type VisitState } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { constantTimeEqual, sha256 } from '../base/crypto/hash.ts';
import { ThreadtieError } from '../base/errors.ts';
import { describeIdentity } from './identity-message.ts';
import { type RefRow, selectById, selectStages, type StageRow } from './store.ts';

const REF_ID = /^ref_[0-9a-z]{25}$/;

/**
 * Where a visit stands, for whoever holds its secret.
 * @throws {ThreadtieError} `not_found`: the same for an unknown visit, a wrong secret and none
 */
export async function getVisit(ctx: Ctx, refId: string, watchSecret: string | undefined): Promise<VisitStatus> {
  if (!REF_ID.test(refId)) throw noSuchVisit();
  return await ctx.storage.read(async (at) => {
    const row = await selectById(at, refId);
    const hash = row?.watchSecretHash ?? '';
    const fits = constantTimeEqual(sha256(watchSecret ?? ''), hash);
    if (!row || !fits) throw noSuchVisit();
    const stages = await selectStages(at, refId);
    return toStatus(row, stages, ctx.clock.now());
  });
}

function noSuchVisit(): ThreadtieError {
  return new ThreadtieError(
    'not_found',
    'No visit has this id and this secret.',
    'Both stand in the answer to the registration; the secret goes into the header watch-secret.',
  );
}

function toStatus(row: RefRow, stages: readonly StageRow[], now: Date): VisitStatus {
  const expiresAt = row.identityExpiresAt ?? row.contextExpiresAt;
  const question = row.question && now <= new Date(row.question.expiresAt) ? row.question : null;
  return {
    id: row.id,
    entryPoint: row.entryPointKey,
    state: question ? 'asked' : stateOf(stages, now > expiresAt),
    identity: describeIdentity(row.identityStatus, row.identityCode),
    account: row.identityStatus === 'accepted' && row.siteUserLabel ? { label: row.siteUserLabel } : null,
    question,
    stages: stages.map(({ stage, at, reason }) => ({ stage, at: at.toISOString(), reason })),
    expiresAt: expiresAt.toISOString(),
  };
}

const TOLD_BY_BROWSERS: readonly VisitStage[] = BROWSER_STAGES;

/** What the server found out last counts: a link that was removed is a link no more. */
function stateOf(stages: readonly StageRow[], isOver: boolean): VisitState {
  const last = stages.findLast(({ stage }) => !TOLD_BY_BROWSERS.includes(stage))?.stage;
  if (last === 'linked') return 'linked';
  if (last === 'link_refused') return 'refused';
  if (last === 'arrived' || last === 'unlinked') return 'arrived';
  return isOver ? 'expired' : 'waiting';
}

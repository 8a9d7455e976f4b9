import type { VisitQuestion } from '../../../../shared/visit.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Refusal } from '../../../messaging/index.ts';
import { setVisitQuestion } from '../../../refs/index.ts';
import type { AttemptRow } from '../store.ts';

/** Has the visit's page show what is open. @param refusal for which it cannot be asked in the thread */
export async function showQuestion(
  ctx: Ctx,
  row: AttemptRow,
  refusal: Pick<Refusal, 'code' | 'message'> | null = null,
): Promise<void> {
  if (!row.refId) return;
  await setVisitQuestion(ctx, row.refId, questionOf(row, refusal));
}

function questionOf(row: AttemptRow, refusal: Pick<Refusal, 'code' | 'message'> | null): VisitQuestion | null {
  const expiresAt = row.expiresAt.toISOString();
  if (refusal) return { kind: 'waiting', reason: refusal.code, message: refusal.message, expiresAt };
  if (row.policy === 'code') {
    return { kind: 'code', person: row.person, thread: !row.needsThread, site: !row.needsSite, expiresAt };
  }
  if (row.needsSite) return { kind: 'confirm-on-site', person: row.person ?? '', expiresAt };
  // Which of two accounts it is to be is the person's own affair.
  if (row.conflictWith || !row.needsThread) return { kind: 'confirm-in-thread', expiresAt };
  if (row.number !== null) return { kind: 'match', number: row.number, expiresAt };
  return { kind: 'confirm-in-thread', expiresAt };
}

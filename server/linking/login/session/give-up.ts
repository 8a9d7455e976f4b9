import type { Tx } from '../../../base/storage/index.ts';
import { changeSession, type SessionRow } from '../store.ts';
import type { SessionStep } from './session-step.ts';

/**
 * Ends a session that is at one of these steps and leads to nothing; undefined when it has gone on meanwhile. Its code stays
 * known by its hash: it may be on its way, and is refused for what it is.
 */
export async function giveUp(tx: Tx, idHash: string, from: readonly SessionStep[]): Promise<SessionRow | undefined> {
  return await changeSession(tx, idHash, from, GIVEN_UP);
}

const GIVEN_UP = {
  step: 'cancelled',
  stateHash: null,
  ticketHash: null,
  sealedAnswer: null,
  sealedCheck: null,
  sealedCode: null,
  number: null,
} as const;

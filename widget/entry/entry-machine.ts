import type { VisitState } from '../../shared/visit.ts';
import type { EntryState } from '../types/elements.d.ts';

export type { EntryState };

/** What can happen to an entry point: the visitor opened it, the server turned the visit away, or says where it stands. */
export type EntryFact = 'opened' | 'turned_away' | Exclude<VisitState, 'asked'>;

/** Left out means: stay. `linked` is left by nothing, so that opening the thread again does not unsay it. */
const NEXT: Readonly<Record<EntryFact, Readonly<Partial<Record<EntryState, EntryState>>>>> = {
  opened: { idle: 'waiting', arrived: 'waiting', failed: 'waiting' },
  turned_away: { waiting: 'idle' },
  waiting: { idle: 'waiting' },
  arrived: { idle: 'arrived', waiting: 'arrived', failed: 'arrived' },
  linked: { idle: 'linked', waiting: 'linked', arrived: 'linked', failed: 'linked' },
  refused: { idle: 'failed', waiting: 'failed', arrived: 'failed' },
  expired: { waiting: 'idle' },
};

/** Answers the state that follows `state` when `fact` happens. */
export function nextEntryState(state: EntryState, fact: EntryFact): EntryState {
  return NEXT[fact][state] ?? state;
}

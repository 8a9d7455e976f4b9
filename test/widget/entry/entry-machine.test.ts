import { describe, expect, it } from 'vitest';
import { type EntryFact, type EntryState, nextEntryState } from '../../../widget/entry/entry-machine.ts';

const STATES = ['idle', 'waiting', 'arrived', 'linked', 'failed'] as const;

/** For each fact the state that follows idle, waiting, arrived, linked, failed. */
const TABLE: Readonly<Record<EntryFact, readonly EntryState[]>> = {
  opened: ['waiting', 'waiting', 'waiting', 'linked', 'waiting'],
  turned_away: ['idle', 'idle', 'arrived', 'linked', 'failed'],
  waiting: ['waiting', 'waiting', 'arrived', 'linked', 'failed'],
  arrived: ['arrived', 'arrived', 'arrived', 'linked', 'failed'],
  linked: ['linked', 'linked', 'linked', 'linked', 'linked'],
  refused: ['failed', 'failed', 'failed', 'linked', 'failed'],
  expired: ['idle', 'idle', 'arrived', 'linked', 'failed'],
};

describe.each(Object.keys(TABLE) as EntryFact[])('when the fact is %s', (fact) => {
  it.each(STATES.map((state, index) => [state, TABLE[fact][index]] as const))('%s becomes %s', (state, next) => {
    expect(nextEntryState(state, fact)).toBe(next);
  });
});

it('shows arrived or linked only when the server said so', () => {
  const own: EntryFact[] = ['opened', 'turned_away'];
  const reached = own.flatMap((fact) =>
    (['idle', 'waiting', 'failed'] as const).map((state) => nextEntryState(state, fact)),
  );
  expect(reached).not.toContain('arrived');
  expect(reached).not.toContain('linked');
});

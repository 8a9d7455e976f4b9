import { describe, expect, it } from 'vitest';
import { type EntryFact, type EntryState, nextEntryState } from '../../../widget/entry/entry-machine.ts';

const STATES = ['idle', 'waiting', 'arrived', 'linked', 'failed'] as const;

/** For each fact the state that follows idle, waiting, arrived, linked, failed. */
const TABLE: Readonly<Record<EntryFact, readonly EntryState[]>> = {
  opened: ['waiting', 'waiting', 'waiting', 'linked', 'waiting'],
  turned_away: ['idle', 'idle', 'arrived', 'linked', 'failed'],
  waiting: ['waiting', 'waiting', 'arrived', 'linked', 'failed'],
  arrived: ['arrived', 'arrived', 'arrived', 'linked', 'arrived'],
  linked: ['linked', 'linked', 'linked', 'linked', 'linked'],
  refused: ['failed', 'failed', 'failed', 'linked', 'failed'],
  expired: ['idle', 'idle', 'arrived', 'linked', 'failed'],
};

describe.each(Object.keys(TABLE) as EntryFact[])('when the fact is %s', (fact) => {
  it.each(STATES.map((state, index) => [state, TABLE[fact][index]] as const))('%s becomes %s', (state, next) => {
    expect(nextEntryState(state, fact)).toBe(next);
  });
});

it('comes to arrived by the server’s word on an arrival alone, and to linked by that on a link', () => {
  const facts = Object.keys(TABLE) as EntryFact[];
  const leading = (goal: EntryState) =>
    facts.filter((fact) => STATES.some((state) => state !== goal && nextEntryState(state, fact) === goal));
  expect([leading('arrived'), leading('linked')]).toEqual([['arrived'], ['linked']]);
});

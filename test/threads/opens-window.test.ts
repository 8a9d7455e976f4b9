import { describe, expect, it } from 'vitest';
import { opensWindow } from '../../server/threads/index.ts';
import { EVENT_KINDS } from '../../shared/messenger/messenger-event.ts';

const OPENING = ['message', 'postback', 'referral', 'opt_in', 'reaction'];

describe('the messaging window', () => {
  it.each(EVENT_KINDS)('knows whether it is opened by: %s', (kind) => {
    expect(opensWindow({ kind, isStandby: false, isFromPage: false })).toBe(OPENING.includes(kind));
  });

  it.each(EVENT_KINDS)('is not opened by what another app is told: %s', (kind) => {
    expect(opensWindow({ kind, isStandby: true, isFromPage: false })).toBe(false);
  });

  it.each(EVENT_KINDS)('is not opened by what the Page does: %s', (kind) => {
    expect(opensWindow({ kind, isStandby: false, isFromPage: true })).toBe(false);
  });
});

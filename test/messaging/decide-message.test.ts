import { describe, expect, test } from 'vitest';
import { decideMessage, type MessageFacts, type MessageWish } from '../../server/messaging/index.ts';
import { DAY, HOUR, later, MINUTE } from '../../server/base/clock.ts';
import type { PageSenders } from '../../server/pages/index.ts';
import type { FoundThread } from '../../server/threads/index.ts';

const NOW = new Date(Date.UTC(2026, 10, 20, 12));
const OURS = '100';
const SECOND = '101';
const FOREIGN = '900';
const FAULT = { evidence: 'The access token has expired.', whatToDo: 'Connect the Page again.' };
const ago = (ms: number): Date => later(NOW, -ms);
const isAllowed = (facts: MessageFacts, wish: Partial<MessageWish> = {}) =>
  decideMessage(facts, { tag: null, notAfter: null, ...wish });

function thread(change: Partial<FoundThread> = {}): FoundThread {
  const times = { windowOpenedAt: ago(HOUR), personMessageAt: ago(HOUR), deliveredUntil: null, readUntil: null };
  const owner = { ownerAppId: null, ownerChangedAt: null, heardAt: null, heardInStandby: null };
  const person = { reachability: 'reachable', unreachableReason: null, locale: null, localeAskedAt: null } as const;
  return { ...times, ...owner, ...person, ...change };
}

function page(change: Partial<PageSenders> = {}): PageSenders {
  return { platform: 'messenger', isConnected: true, senders: [{ appId: OURS, fault: null }], ...change };
}

const PAGES: readonly [string, PageSenders | null, string | null][] = [
  ['unknown', null, 'page_unknown'],
  ['disconnected', page({ isConnected: false }), 'page_broken'],
  ['without a token', page({ senders: [] }), 'page_broken'],
  ['with a dead token', page({ senders: [{ appId: OURS, fault: FAULT }] }), 'page_broken'],
  ['with one live token of two', page({ senders: [{ appId: SECOND, fault: FAULT }, ...page().senders] }), null],
  ['live', page(), null],
];
const ENDS: readonly [string, Date | null, string | null][] = [
  ['no end', null, null],
  ['an end to come', later(NOW, 1), null],
  ['an end now', NOW, 'message_expired'],
];
const REACH = [
  ['reachable', null],
  ['unknown', null],
  ['unreachable', 'person_unreachable'],
] as const;
const OWNERS: readonly [string, Partial<FoundThread>, string | null][] = [
  ['nobody', {}, null],
  ['an idle thread', { ownerAppId: null, ownerChangedAt: ago(MINUTE) }, null],
  ['our app', { ownerAppId: OURS, ownerChangedAt: ago(MINUTE) }, null],
  ['another app', { ownerAppId: FOREIGN, ownerChangedAt: ago(MINUTE) }, 'thread_owned_by_other_app'],
  ['standby', { heardAt: ago(MINUTE), heardInStandby: true }, 'thread_owned_by_other_app'],
];
const WINDOWS: readonly [string, Date | null, boolean][] = [
  ['never opened', null, false],
  ['opened now', NOW, true],
  ['opened 23 h 54 m 59.999 s ago', ago(24 * HOUR - 5 * MINUTE - 1), true],
  ['opened 23 h 55 m ago', ago(24 * HOUR - 5 * MINUTE), false],
  ['opened 3 days ago', ago(3 * DAY), false],
];
const WRITTEN: readonly [string, Date | null, boolean][] = [
  ['never wrote', null, false],
  ['wrote 2 h ago', ago(2 * HOUR), true],
  ['wrote 6 d 23 h 54 m 59.999 s ago', ago(7 * DAY - 5 * MINUTE - 1), true],
  ['wrote 6 d 23 h 55 m ago', ago(7 * DAY - 5 * MINUTE), false],
];

describe('the decision about a message', () => {
  test('is the first of page, thread, end, person, owner and window that stands against it, in every combination', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const [pageName, pageFacts, pageCode] of PAGES)
      for (const hasThread of [true, false])
        for (const [endName, notAfter, endCode] of ENDS)
          for (const [reachability, reachCode] of REACH)
            for (const [ownerName, owner, ownerCode] of OWNERS)
              for (const [windowName, windowOpenedAt, isOpen] of WINDOWS)
                for (const [writtenName, personMessageAt, isHuman] of WRITTEN)
                  for (const tag of [null, 'HUMAN_AGENT'] as const) {
                    const facts = thread({ reachability, windowOpenedAt, personMessageAt, ...owner });
                    const decision = isAllowed(
                      { now: NOW, page: pageFacts, thread: hasThread ? facts : null },
                      { tag, notAfter },
                    );
                    const right = isOpen ? 'RESPONSE' : tag && isHuman ? 'MESSAGE_TAG' : 'window_closed';
                    const expected =
                      pageCode ?? (hasThread ? null : 'thread_unknown') ?? endCode ?? reachCode ?? ownerCode ?? right;
                    const got = decision.outcome === 'allow' ? decision.messagingType : decision.refusal.code;
                    count += 1;
                    if (got !== expected)
                      wrong.push(
                        [pageName, hasThread, endName, reachability, ownerName, windowName, writtenName, tag, got].join(
                          ', ',
                        ),
                      );
                  }
    expect(wrong).toEqual([]);
    expect(count).toBe(6 * 2 * 3 * 3 * 5 * 5 * 4 * 2);
  });

  test('says until when it holds, and uses a tag only where the window is closed', () => {
    const windowOpenedAt = ago(HOUR);
    const open = isAllowed({ now: NOW, page: page(), thread: thread({ windowOpenedAt }) }, { tag: 'HUMAN_AGENT' });
    const until = later(windowOpenedAt, 24 * HOUR - 5 * MINUTE);
    expect(open).toEqual({ outcome: 'allow', appId: OURS, messagingType: 'RESPONSE', tag: null, until });
    const closed = thread({ windowOpenedAt: ago(3 * DAY), personMessageAt: ago(3 * DAY) });
    const human = isAllowed({ now: NOW, page: page(), thread: closed }, { tag: 'HUMAN_AGENT' });
    expect(human).toMatchObject({
      messagingType: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
      until: later(ago(3 * DAY), 7 * DAY - 5 * MINUTE),
    });
  });

  test('sends as the app that owns the thread, else as the first that can', () => {
    const senders = [OURS, SECOND].map((appId) => ({ appId, fault: null }));
    const asOwner = thread({ ownerAppId: SECOND, ownerChangedAt: ago(MINUTE) });
    expect(isAllowed({ now: NOW, page: page({ senders }), thread: asOwner })).toMatchObject({ appId: SECOND });
    expect(isAllowed({ now: NOW, page: page({ senders }), thread: thread() })).toMatchObject({ appId: OURS });
    const dead = [
      { appId: SECOND, fault: FAULT },
      { appId: OURS, fault: null },
    ];
    expect(isAllowed({ now: NOW, page: page({ senders: dead }), thread: asOwner })).toMatchObject({ appId: OURS });
  });

  test('takes the newest sign of who owns the thread, and lets it lapse a day after the person wrote', () => {
    const decide = (change: Partial<FoundThread>) => isAllowed({ now: NOW, page: page(), thread: thread(change) });
    const foreign = { ownerAppId: FOREIGN, ownerChangedAt: ago(3 * MINUTE) };
    expect(decide({ ...foreign, heardAt: ago(MINUTE), heardInStandby: false })).toMatchObject({ outcome: 'allow' });
    expect(decide({ ...foreign, heardAt: ago(4 * MINUTE), heardInStandby: false })).toMatchObject({
      outcome: 'refuse',
    });
    const back = { ownerAppId: OURS, ownerChangedAt: ago(MINUTE), heardAt: ago(2 * MINUTE), heardInStandby: true };
    expect(decide(back)).toMatchObject({ outcome: 'allow' });
    const refused = decide({ ...foreign, personMessageAt: ago(MINUTE) });
    expect(refused).toMatchObject({
      refusal: { changesAt: later(NOW, DAY - MINUTE), message: expect.stringContaining(FOREIGN) },
    });
    const lapsed = { ownerAppId: FOREIGN, ownerChangedAt: ago(DAY), personMessageAt: ago(DAY) };
    expect(decide(lapsed)).toMatchObject({ outcome: 'allow' });
  });

  test.each([
    [
      'a dead token',
      { page: page({ senders: [{ appId: OURS, fault: FAULT }] }), thread: thread() },
      /token has expired/,
    ],
    ['a thread nobody knows', { page: page(), thread: null }, /person must act first/],
    ['a closed window', { page: page(), thread: thread({ windowOpenedAt: ago(2 * DAY) }) }, /24 hours .* over/],
    ['a window that never opened', { page: page(), thread: thread({ windowOpenedAt: null }) }, /never begun/],
  ])('refuses with what happened and what to do: %s', (_, facts, message) => {
    const decision = isAllowed({ now: NOW, ...facts });
    expect(decision).toMatchObject({
      refusal: { message: expect.stringMatching(message), hint: expect.stringMatching(/\w{3}/) },
    });
  });
});

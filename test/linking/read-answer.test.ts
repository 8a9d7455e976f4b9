import { describe, expect, it, test } from 'vitest';
import { LANGUAGES } from '../../shared/language.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { describePerson } from '../../server/linking/attempts/asking/describe-person.ts';
import { drawNumber, drawNumbers } from '../../server/linking/attempts/asking/draw-numbers.ts';
import { readAnswer } from '../../server/linking/attempts/answering/read-answer.ts';
import { sayIn } from '../../server/messaging/index.ts';
import type { Ctx } from '../../server/base/ctx.ts';
import { systemRandom } from '../../server/base/random.ts';

const ID = `lat_${'0'.repeat(25)}`;

function read(text: string | null, payload: string | null = null, frame: object = {}) {
  const detail = { text, quickReplyPayload: payload };
  const event = { kind: 'message', psid: '1', isStandby: false, isFromPage: false, detail, ...frame };
  return readAnswer(event as unknown as MessengerEvent);
}

describe('an answer', () => {
  it('is a tap of ours, of whatever was tapped first', () => {
    expect(read('42', `threadtie:link:${ID}:42`)).toEqual({ kind: 'tapped', attemptId: ID, answer: '42' });
    const undo = `link_${'0'.repeat(25)}`;
    expect(read('Disconnect', `threadtie:undo:${undo}`)).toEqual({ kind: 'undo', linkId: undo });
  });

  test.each([
    `threadtie:link:${ID}:423`,
    `threadtie:link:${ID}:42 `,
    `threadtie:link:${ID}:4२`,
    `threadtie:link:${ID}`,
    `threadtie:link:lat_x:42`,
    `x threadtie:link:${ID}:42`,
    'threadtie:undo:link_1',
    '42',
    '',
  ])('is not a tap with the payload "%s", whatever stands on the button', (payload) => {
    expect(read('42', payload)).toBeNull();
  });

  test.each([{ isStandby: true }, { isFromPage: true }, { psid: null }, { kind: 'echo' }, { kind: 'message_edit' }])(
    'is nothing that comes with %o',
    (frame) => {
      expect(read('42', `threadtie:link:${ID}:42`, frame)).toBeNull();
    },
  );

  test.each(LANGUAGES)('is the word on the button, typed in %s, and means one thing', (lang) => {
    const typed = (key: Parameters<typeof sayIn>[1]) => read(` ${sayIn(lang, key).toUpperCase()}! `);
    expect(typed('answer.connect')).toEqual({ kind: 'typed', answer: 'connect' });
    expect(typed('answer.notMe')).toEqual({ kind: 'typed', answer: 'not_me' });
    expect(typed('answer.replace')).toEqual({ kind: 'typed', answer: 'replace' });
    expect(typed('answer.keep')).toEqual({ kind: 'typed', answer: 'keep' });
  });
});

describe('the numbers of a question', () => {
  const ctx = (late: readonly number[] = []) =>
    ({
      random: systemRandom,
      clock: { now: () => new Date() },
      settings: { questionLifetimeMs: 1 },
      storage: { read: async () => late },
    }) as unknown as Ctx;
  const thread = { pageId: '1', psid: '1' };

  it('are eight different ones from 10 to 99, with the right one anywhere among them', async () => {
    const places = new Set<number>();
    for (let i = 0; i < 300; i++) {
      const { number, choices } = await drawNumbers(ctx(), thread);
      expect([choices.length, new Set(choices).size]).toEqual([8, 8]);
      expect(choices.every((one) => Number.isInteger(one) && one >= 10 && one <= 99)).toBe(true);
      places.add(choices.indexOf(number));
    }
    expect([...places].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('hold none that a late question of the thread had, but always the one that was given', async () => {
    const late = Array.from({ length: 80 }, (_, i) => 10 + i);
    for (let i = 0; i < 50; i++) {
      const drawn = await drawNumbers(ctx(late.slice(0, 60)), thread);
      expect(drawn.choices.every((one) => one >= 70)).toBe(true);
      const given = await drawNumbers(ctx(late), thread, 10);
      expect([given.number, given.choices.includes(10), new Set(given.choices).size]).toEqual([10, true, 8]);
    }
  });
});

describe('a number that a page shows before the thread is asked', () => {
  it('is any of the 90, so that it is no likelier to be one that the thread has not had', () => {
    const ctx = { random: systemRandom } as unknown as Ctx;
    const drawn = Array.from({ length: 9000 }, () => drawNumber(ctx));
    expect(new Set(drawn).size).toBe(90);
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([10, 99]);
    // Of the 60 that a thread had two in three are expected, give or take twelve times the deviation.
    const late = drawn.filter((one) => one < 70).length / drawn.length;
    expect(Math.abs(late - 2 / 3)).toBeLessThan(0.06);
  });
});

describe('the name of a person', () => {
  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Ada\u202e\u200b  Love\nlace ', 'Ada Love lace'],
    ['山田 太郎', '山田 太郎'],
    ['José Müller-Łukasz', 'José Müller-Łukasz'],
    ['x'.repeat(100), 'x'.repeat(60)],
    [`A${'\u0301'.repeat(40)}da`, 'Áda'],
    ['👩\u200d👧 Ada', '👩👧 Ada'],
    ['\u200b\u202e', ''],
    ['!!! …', ''],
  ])('%j is shown as %j', (name, shown) => {
    expect(describePerson(name, 'Pine & Kettle').normalize('NFC')).toBe(shown);
  });

  test.each([
    'Pine & Kettle',
    'P i n e  K-e-t-t-l-e',
    'Рine Kettle support',
    'pine kettIe',
    'PINE&KETTLE ✅',
    'P1n3 K3ttl3',
    'Support Team',
    'Ѕupport',
    'Customer Service',
    'Facebook Admin',
    'Ada (verified)',
    'Ada ✔',
    'www.pay.example',
    'pay.example',
    'https://x',
    'a@b',
    'サポート窓口',
    '官方客服',
    'الدعم الفني',
  ])('of which one could think more (%s) leaves only its first letter', (name) => {
    expect([...describePerson(name, 'Pine & Kettle')]).toEqual([expect.any(String), '.']);
  });

  it('may be like a part of the name of a site that is short', () => {
    expect(describePerson('Ada Lovelace', 'Da')).toBe('Ada Lovelace');
    expect(describePerson(null, 'Shop')).toBe('');
  });
});

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, later, MINUTE } from '../../../server/base/clock.ts';
import type { Ctx } from '../../../server/base/ctx.ts';
import type { Reading } from '../../../server/base/storage/index.ts';
import { handleCodeMessage } from '../../../server/linking/codes/handle-code-message.ts';
import { pauseAfter } from '../../../server/linking/codes/pause-after.ts';
import { insertTry } from '../../../server/linking/codes/store.ts';
import { linkCodeTables, purgeLinkCodes } from '../../../server/linking/index.ts';
import { LINK_CODE_ALPHABET } from '../../../shared/link-code.ts';
import type { EventOf } from '../../../shared/messenger/messenger-event.ts';
import { PAGE_ID, referral } from '../../support/server.ts';
import { type CodeWorld, startCodeWorld } from './code-world.ts';

const UNKNOWN = 'This code is not known or has expired. Get a new one on Shop.';
const TOO_MANY = 'Too many codes were tried. Wait a while, then get a new one on Shop.';

test('every fifth wrong code begins a pause, each twice as long as the one before', () => {
  const start = new Date('2026-11-20T08:00:00Z');
  const tries = (count: number): Date[] => Array.from({ length: count }, (_, i) => later(start, i * 1000));
  const pauseOf = (count: number): number | null => {
    const last = tries(count).at(-1) ?? start;
    const until = pauseAfter(tries(count), last);
    return until && (until.getTime() - last.getTime()) / MINUTE;
  };
  expect([0, 1, 4, 5, 6, 9, 10, 15, 20].map(pauseOf)).toEqual([null, null, null, 15, null, null, 30, 60, 120]);
  expect(pauseAfter(tries(5), later(start, 4000 + 15 * MINUTE))).toBeNull();
});

describe.each(['sqlite', 'postgres'] as const)('guessing chat codes on %s', (dialect) => {
  let world: CodeWorld;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const random = (): string => {
    const signs = Array.from({ length: 7 }, () => LINK_CODE_ALPHABET[Math.floor(Math.random() * 21)]);
    return `K${signs.join('')}`;
  };
  const guess = async (psid: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await world.type(psid, random());
  };
  const event = (psid: string, text: string, id: string): EventOf<'message'> => ({
    id,
    kind: 'message',
    appId: '1',
    platform: 'messenger',
    pageId: PAGE_ID,
    psid,
    userRef: null,
    occurredAt: world.server.clock.now(),
    isStandby: false,
    isFromPage: false,
    arrival: null,
    detail: { ...CONTENT, text },
    raw: {},
  });

  test('is over after five, however good the sixth is; the code stays good for its owner, and after the pause', async () => {
    const [shop, psid, owner] = [await world.shop('match'), world.newPerson(), world.newPerson()];
    const { code } = await world.code(shop);
    await guess(psid, 5);
    await world.type(psid, code);
    await world.type(psid, code);
    expect(await world.texts(psid)).toEqual([UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, TOO_MANY, TOO_MANY]);
    await world.type(owner, code);
    expect((await world.texts(owner))[0]).toContain('Connect this chat');
    await world.pass(15 * MINUTE + 1);
    const next = await world.code(shop, 'grace');
    await world.type(psid, next.code);
    expect((await world.texts(psid)).at(-1)).toContain('g***@shop.example');
  });

  test('goes on counting where a right code came between: whoever has an account gains nothing by it', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    await guess(psid, 4);
    await world.type(psid, (await world.code(shop)).code);
    await guess(psid, 1);
    const { code } = await world.code(shop, 'grace');
    await world.type(psid, code);
    expect((await world.texts(psid)).slice(-2)).toEqual([TOO_MANY, TOO_MANY]);
  });

  test('counts links as much as typed codes', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const { code } = await world.code(shop);
    for (let i = 0; i < 5; i++) await world.server.deliver(referral(psid, `${shop.code}_${random()}`));
    await world.server.settle();
    await world.type(psid, code);
    expect(await world.links(psid)).toEqual([]);
    expect((await world.texts(psid)).slice(-2)).toEqual([TOO_MANY, TOO_MANY]);
    const { body } = await world.server.api('GET', `/v1/arrivals?psid=${psid}&limit=10`);
    expect(body.data).toHaveLength(5);
    expect(body.data[0]).toMatchObject({ entryPoint: shop.key, ref: null, reason: 'link_code_unknown' });
  });

  test('gets the same words and takes the same steps for a code that is unknown, expired, used, or another Page’s', async () => {
    const shop = await world.shop('match');
    const elsewhere = await world.shop('match');
    const { ctx } = world.server.server;
    const { code: expired } = await world.code(shop, 'e');
    const { code: used } = await world.code(shop, 'u');
    const { code: foreign } = await world.code(elsewhere, 'f');
    await world.type(world.newPerson(), used);
    await ctx.storage.write(async (tx) => {
      const t = linkCodeTables.of(tx).linkCodes;
      for (const [text, change] of [
        [expired, { expiresAt: later(ctx.clock.now(), -1) }],
        [foreign, { pageId: 'another' }],
      ] as const) {
        const [hash] = ctx.secretBox.digests(text.replace('-', ''), 'link-code');
        expect(await tx.db.update(t).set(change).where(eq(t.hash, hash)).returning()).toHaveLength(1);
      }
    });
    const seen: string[] = [];
    for (const [i, code] of [random(), expired, used, foreign].entries()) {
      const psid = world.newPerson();
      const steps: string[] = [];
      expect(await handleCodeMessage(counting(ctx, steps), event(psid, code, `evt_same_${i}`))).toBe(true);
      await world.server.settle();
      seen.push(JSON.stringify([(await world.texts(psid)).at(-1), steps]));
    }
    expect(new Set(seen)).toEqual(new Set([seen[0]]));
    expect(seen[0]).toContain('not known or has expired');
    expect(seen[0]).toContain('insert');
  });

  test('counts once and is answered once when the event is applied again', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    await world.code(shop);
    const { ctx } = world.server.server;
    const code = random();
    for (let i = 0; i < 6; i++) await handleCodeMessage(ctx, event(psid, code, 'evt_again'));
    await world.server.settle();
    expect(await world.texts(psid)).toEqual([UNKNOWN]);
    const old = { ...event(psid, code, 'evt_old'), occurredAt: later(ctx.clock.now(), -2 * HOUR) };
    expect(await handleCodeMessage(ctx, old)).toBe(false);
  });

  test('by a crowd closes the Page for codes; what is long over is forgotten', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const { code } = await world.code(shop);
    const { ctx } = world.server.server;
    const at = ctx.clock.now();
    await ctx.storage.write(async (tx) => {
      for (let i = 0; i < 500; i++) {
        const row = {
          eventId: `evt_crowd_${i}`,
          pageId: PAGE_ID,
          psid: `crowd-${i % 100}`,
          at,
          wasClosed: false,
          isPauseTold: false,
        };
        await insertTry(tx, row);
      }
    });
    await world.type(psid, code);
    // Whoever tries meanwhile neither keeps the Page closed nor has to wait longer than everybody, and is told once.
    await guess(psid, 4);
    await world.type(psid, code);
    expect(await world.texts(psid)).toEqual([TOO_MANY]);
    await world.pass(HOUR - MINUTE);
    await guess(psid, 1);
    await world.pass(2 * MINUTE);
    // Taken as soon as the crowd is an hour ago. By hand: what was written that long ago would be no answer.
    const { code: next } = await world.code(shop);
    await handleCodeMessage(ctx, event(psid, next, `evt_opened_${dialect}`));
    await world.server.settle();
    expect((await world.texts(psid)).at(-1)).toContain('Connect this chat');
    const late = { ...ctx, clock: { now: () => later(at, 9 * 24 * HOUR) } };
    await purgeLinkCodes(late);
    const left = await ctx.storage.read(async (read) => {
      const t = linkCodeTables.of(read);
      return [...(await read.db.select().from(t.linkCodes)), ...(await read.db.select().from(t.linkCodeTries))];
    });
    expect(left).toEqual([]);
    const quiet = world.newPerson();
    await world.type(quiet, random());
    expect(await world.texts(quiet)).toEqual([]);
  });
});

const CONTENT = {
  mid: 'm_1',
  attachments: [],
  replyTo: null,
  isUnsupported: false,
  quickReplyPayload: null,
  commands: [],
  referral: null,
  answersUserRef: null,
};

/** The same ctx, which notes every statement that is built or prepared. */
function counting(ctx: Ctx, steps: string[]): Ctx {
  const noting = <T extends Reading>(at: T): T =>
    new Proxy(at, {
      get(target, name) {
        if (name === 'db') return new Proxy(target.db, { get: (db, verb) => note(db, verb) });
        if (name === 'prepared') {
          return (...args: Parameters<Reading['prepared']>) => {
            steps.push(args[0]);
            return target.prepared(...args);
          };
        }
        return Reflect.get(target, name);
      },
    });
  const note = (db: object, verb: string | symbol): unknown => {
    steps.push(String(verb));
    const value: unknown = Reflect.get(db, verb);
    return typeof value === 'function' ? value.bind(db) : value;
  };
  const { storage } = ctx;
  const noted: Ctx['storage'] = {
    ...storage,
    read: (work) => storage.read((at) => work(noting(at))),
    write: (work) => storage.write((tx) => work(noting(tx))),
  };
  return { ...ctx, storage: noted };
}

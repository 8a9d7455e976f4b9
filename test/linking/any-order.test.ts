import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../server/base/clock.ts';
import { accountLinkTables, endLink } from '../../server/account-links/index.ts';
import { expireAttempts } from '../../server/linking/attempts/expire-attempts.ts';
import { confirmVisit } from '../../server/linking/confirm-visit.ts';
import { openAttempt } from '../../server/linking/index.ts';
import { getVisit } from '../../server/refs/index.ts';
import { PAGE_ID, type Shop } from '../support/server.ts';
import { arrivalEvent, type LinkingRoom, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

const ACCOUNTS = ['ada', 'bob'] as const;
const LABELS = ['a***@shop.example', 'b***@shop.example'] as const;

const which = fc.nat({ max: 3 });
const some = fc.nat({ max: 9 });
const who = fc.constantFrom(0 as const, 1 as const);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('register' as const), account: who }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('arrive' as const), person: who, visit: which, isAsked: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('code' as const), person: who, visit: which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tap any' as const), person: who, message: some, reply: some }) },
  // As whoever came with a visit does, and as somebody who sees another's.
  { weight: 6, arbitrary: fc.record({ do: fc.constant('tap what is shown' as const), visit: which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('type what is shown' as const), person: who, visit: which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('say yes' as const), person: who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('confirm' as const), visit: which, answer: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const), minutes: fc.constantFrom(1, 6, 11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unlink' as const), person: who }) },
);
const FIRST = { person: 0, visit: 0 } as const;
const firstStep = fc.constantFrom(
  { do: 'arrive', ...FIRST, isAsked: true } as const,
  { do: 'arrive', ...FIRST, isAsked: false } as const,
  { do: 'code', ...FIRST } as const,
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const ARRIVE = { do: 'arrive', ...FIRST, isAsked: true } as const;
/** Steps of the right hands, that do tie a thread: half of what chance comes upon ties nothing. */
const PROPER_ORDERS: ['match' | 'confirm-in-thread' | 'confirm-on-site', 'refuse', typeof ARRIVE, Step[]][] = [
  ['match', 'refuse', ARRIVE, [{ do: 'tap what is shown', visit: 0 }]],
  ['confirm-in-thread', 'refuse', ARRIVE, [{ do: 'tap what is shown', visit: 0 }]],
  ['confirm-on-site', 'refuse', ARRIVE, [{ do: 'confirm', visit: 0, answer: true }]],
];

interface Known extends Visit {
  readonly account: 0 | 1;
  /** Who came with it first. */
  person: 0 | 1 | null;
  isCode: boolean;
}

/**
 * What people and pages could see and did, told apart from how the server keeps it: a thread may be tied to an account by a
 * visit only if, while the visit's page showed a question, its own proof was given by the right hands.
 */
interface Witness {
  readonly proofs: Set<string>;
  readonly rejected: Set<string>;
}

const proofOf = (visit: Known, person: number | null, side: 'thread' | 'site') => `${visit.id} ${person} ${side}`;

function allows({ proofs, rejected }: Witness, visit: Known, person: number, policy: string): boolean {
  const thread = proofs.has(proofOf(visit, person, 'thread'));
  const site = proofs.has(proofOf(visit, person, 'site'));
  if (rejected.has(visit.id)) return false;
  if (visit.isCode) return thread && site;
  return policy === 'confirm-on-site' ? site : thread;
}

/** One run of steps, and what is known of it. */
interface Run {
  readonly room: LinkingRoom;
  readonly shop: Shop;
  readonly psids: readonly [string, string];
  readonly visits: Known[];
  readonly witness: Witness;
}

describe.each([
  ['sqlite', 40],
  ['postgres', 8],
] as const)('the steps of two people and two accounts on %s', (dialect, numRuns) => {
  let world: LinkingWorld;
  let created = 0;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const questionOf = async ({ room }: Run, { id, watchSecret }: Known) =>
    (await getVisit(room.ctx, id, watchSecret)).question;

  /** Somebody says something in their thread: what they could have proven by it is written down before it is done. */
  const speak = async (run: Run, person: 0 | 1, words: { text: string; payload: string | null; of: string }) => {
    for (const visit of run.visits.filter((one) => one.person === person)) {
      const question = await questionOf(run, visit);
      // A proof is a tap: words may have been put into their mouth.
      const isTap = words.payload !== null;
      const isNumber = question?.kind === 'match' && words.text === String(question.number);
      const asks = question?.kind === 'confirm-in-thread' || question?.kind === 'code';
      const isYes = asks && words.text === 'Connect' && words.of.includes(LABELS[visit.account]);
      if (isTap && (isNumber || isYes)) run.witness.proofs.add(proofOf(visit, person, 'thread'));
    }
    await run.room.apply(messageEvent(run.room, run.psids[person], words.text, words.payload));
  };

  const say = async (run: Run, one: Step): Promise<void> => {
    const looksAt = 'visit' in one ? run.visits[one.visit % Math.max(1, run.visits.length)] : undefined;
    const person = 'person' in one ? one.person : (looksAt?.person ?? 0);
    const asked = (await run.room.said(run.psids[person])).filter(({ quickReplies }) => quickReplies);
    const last = asked.at(-1);
    if (one.do === 'say yes') return await speak(run, person, { text: 'Connect', payload: null, of: last?.text ?? '' });
    if (one.do === 'tap any') {
      const { quickReplies = [], text = '' } = asked[one.message % Math.max(1, asked.length)] ?? {};
      const reply = quickReplies[one.reply % Math.max(1, quickReplies.length)];
      return reply && (await speak(run, person, { text: reply.title, payload: reply.payload, of: text }));
    }
    if (!('visit' in one)) return;
    const question = looksAt && (await questionOf(run, looksAt));
    const words = question?.kind === 'match' ? String(question.number) : 'Connect';
    const replies = asked.flatMap(({ quickReplies = [], text }) =>
      quickReplies.map((reply) => ({ ...reply, of: text })),
    );
    const reply = replies.findLast(({ title }) => title === words);
    const payload = one.do === 'tap what is shown' ? (reply?.payload ?? null) : null;
    await speak(run, person, { text: words, payload, of: payload ? (reply?.of ?? '') : (last?.text ?? '') });
  };

  const confirm = async (run: Run, visit: Known, isYes: boolean): Promise<void> => {
    const question = await questionOf(run, visit);
    const isShown = question?.kind === 'confirm-on-site' || (question?.kind === 'code' && question.person !== null);
    const side = proofOf(visit, visit.person, 'site');
    if (isYes && isShown) run.witness.proofs.add(side);
    if (!isYes && question) run.witness.rejected.add(visit.id);
    const answer = { answer: isYes ? 'connect' : 'not_me', address: '203.0.113.7', agent: null } as const;
    await confirmVisit(run.room.ctx, visit.id, visit.watchSecret, answer).catch(() => undefined);
  };

  const openCode = async ({ room, shop, psids }: Run, visit: Known, person: 0 | 1): Promise<void> => {
    if (visit.person !== null) return;
    Object.assign(visit, { person, isCode: true });
    await room.apply(messageEvent(room, psids[person], 'Hello', null));
    const account = { siteId: shop.siteId, siteUserId: ACCOUNTS[visit.account], label: LABELS[visit.account] };
    const thread = { pageId: PAGE_ID, psid: psids[person], refId: visit.id };
    await openAttempt(room.ctx, { ...account, ...thread, way: 'code', policy: 'code' });
  };

  const take = async (run: Run, one: Step): Promise<void> => {
    const { room, psids, visits } = run;
    const visit = 'visit' in one ? visits[one.visit % Math.max(1, visits.length)] : undefined;
    if (one.do === 'register') {
      const fresh = await world.visit(run.shop, ACCOUNTS[one.account]);
      visits.push({ ...fresh, account: one.account, person: null, isCode: false });
    } else if (one.do === 'arrive' && visit && !visit.isCode) {
      visit.person ??= one.person;
      await room.apply(arrivalEvent(room, psids[one.person], visit.ref));
      if (one.isAsked) await room.ask();
    } else if (one.do === 'code' && visit) await openCode(run, visit, one.person);
    else if (one.do === 'ask') await room.ask();
    else if (one.do === 'confirm' && visit) await confirm(run, visit, one.answer);
    else if (one.do === 'unlink') {
      for (const link of await world.links(psids[one.person])) await endLink(room.ctx, { id: link.id, by: 'person' });
    } else if (one.do === 'expire') {
      room.advance(one.minutes * MINUTE);
      await expireAttempts(room.ctx);
    } else await say(run, one);
  };

  const check = async ({ room, psids, visits, witness }: Run, policy: string): Promise<number> => {
    const links = await room.ctx.storage.read((at) => at.db.select().from(accountLinkTables.of(at).accountLinks));
    const own = links.filter(({ psid }) => psids.includes(psid));
    for (const link of own) {
      const visit = visits.find(({ id }) => id === link.refId);
      expect(visit && allows(witness, visit, psids.indexOf(link.psid), policy)).toBe(true);
      expect(visit && ACCOUNTS[visit.account]).toBe(link.siteUserId);
    }
    expect(new Set(own.map(({ refId }) => refId)).size).toBe(own.length);
    return own.length;
  };

  test('in any order tie no thread to an account that did not prove itself for it', { timeout: 300_000 }, async () => {
    const policy = fc.constantFrom('match', 'confirm-in-thread', 'confirm-on-site');
    const onConflict = fc.constantFrom('refuse', 'replace-with-notice', 'ask');
    const steps = fc.array(step, { minLength: 8, maxLength: 40, size: 'max' });
    const property = fc.asyncProperty(policy, onConflict, firstStep, steps, async (linkPolicy, rule, first, all) => {
      const shop = await world.shop(linkPolicy, { onConflict: rule });
      const run: Run = {
        room: openLinkingRoom(world.server),
        shop,
        psids: [world.newPerson(), world.newPerson()],
        visits: [],
        witness: { proofs: new Set(), rejected: new Set() },
      };
      const beginning = [{ do: 'register', account: 0 } as const, first];
      for (const one of [...beginning, ...all]) {
        await take(run, one);
        await check(run, linkPolicy);
      }
      created += await check(run, linkPolicy);
    });
    await fc.assert(property, { numRuns: PROPER_ORDERS.length + numRuns, examples: PROPER_ORDERS });
    expect(created).toBeGreaterThanOrEqual(PROPER_ORDERS.length);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountLinkTables } from '../../server/account-links/index.ts';
import { arrivalTables } from '../../server/arrivals/index.ts';
import { getVisit } from '../../server/refs/index.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Shop } from '../support/server.ts';
import { arrivalEvent, type LinkingRoom, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

const COMMANDS = [
  'first',
  'second',
  'right',
  'typed',
  'wrong',
  'not_me',
  'connect',
  'replace',
  'log out',
  'undo',
] as const;
type Command = (typeof COMMANDS)[number];

/** One of two people who do the same; what they do comes event by event to the one, together to the other. */
interface Twin {
  readonly psid: string;
  readonly visits: readonly Visit[];
  readonly accounts: readonly string[];
}

describe.each([
  ['sqlite', 40],
  ['postgres', 10],
] as const)('events of one thread that are applied together, on %s', (dialect, numRuns) => {
  let world: LinkingWorld;
  let room: LinkingRoom;
  let twins = 0;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
    room = openLinkingRoom(world.server);
  });
  afterAll(async () => await world.stop());

  const newTwin = async (shop: Shop): Promise<Twin> => {
    const accounts = [`ada${++twins}`, `bob${twins}`];
    const visits: Visit[] = [];
    for (const account of accounts) visits.push(await world.visit(shop, account));
    return { psid: world.newPerson(), visits, accounts };
  };

  const visitsOf = async ({ visits }: Twin) =>
    await Promise.all(visits.map(({ id, watchSecret }) => getVisit(room.ctx, id, watchSecret)));

  /** What a person who sees this chat and these pages would send. */
  const eventsOf = async (twin: Twin, commands: readonly Command[]): Promise<MessengerEvent[]> => {
    const { psid, visits } = twin;
    const said = await room.said(psid);
    const replies = said.flatMap(({ quickReplies = [] }) => quickReplies);
    const buttons = said.flatMap((content) => ('buttons' in content ? (content.buttons ?? []) : []));
    const shown = (await visitsOf(twin)).flatMap(({ question }) =>
      question?.kind === 'match' ? [question.number] : [],
    );
    const right = String(shown[0] ?? 'right');
    const tap = (isMeant: (title: string, ending: string) => boolean, words: string): MessengerEvent => {
      const reply = replies.findLast(({ title, payload }) => isMeant(title, payload.split(':').at(-1) ?? ''));
      return messageEvent(room, psid, reply?.title ?? words, reply?.payload ?? null);
    };
    return commands.map((command) => {
      if (command === 'first' || command === 'second') {
        return arrivalEvent(room, psid, visits[command === 'first' ? 0 : 1]?.ref ?? '');
      }
      if (command === 'log out') return messageEvent(room, psid, 'log out', null);
      if (command === 'typed') return messageEvent(room, psid, right, null);
      if (command === 'right') return tap((title) => title === right, 'hello');
      if (command === 'wrong') return tap((title) => /^\d\d$/.test(title) && title !== right, 'hello');
      if (command !== 'undo') return tap((_, ending) => ending === command, 'hello');
      const button = buttons.at(-1);
      return messageEvent(room, psid, 'Disconnect', button && 'payload' in button ? button.payload : null);
    });
  };

  /** Everything that came of it, without what tells the twins apart. */
  const outcomeOf = async (twin: Twin): Promise<unknown> => {
    const { psid, visits, accounts } = twin;
    const visitOf = (refId: string | null): number => visits.findIndex(({ id }) => id === refId);
    const accountOf = (id: string | null): number | null => (id === null ? null : accounts.indexOf(id));
    const [links, events, arrivals] = await room.ctx.storage.read(async (at) => {
      const { accountLinks, accountLinkEvents } = accountLinkTables.of(at);
      const t = arrivalTables.of(at).arrivals;
      return [
        await at.db.select().from(accountLinks),
        await at.db.select().from(accountLinkEvents),
        await at.db.select().from(t),
      ];
    });
    const sorted = (all: readonly unknown[]): string[] => all.map((one) => JSON.stringify(one)).toSorted();
    const own = <Row extends { psid: string | null }>(rows: readonly Row[]): Row[] =>
      rows.filter((row) => row.psid === psid);
    return {
      links: sorted(own(links).map((one) => [accountOf(one.siteUserId), one.assurance, one.removedAt !== null])),
      history: sorted(own(events).map((one) => [one.type, accountOf(one.siteUserId), one.reason, one.by])),
      arrivals: sorted(
        own(arrivals).map((one) => [visitOf(one.refId), one.outcome, one.reason, accountOf(one.siteUserId)]),
      ),
      visits: (await visitsOf(twin)).map(({ state, stages, question }) => [
        state,
        stages.map(({ stage, reason }) => `${stage} ${reason ?? ''}`),
        question?.kind,
      ]),
      said: sorted((await room.said(psid)).map(({ text }) => text)),
    };
  };

  const group = fc.array(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 4 });

  test('mean what they would mean one by one', { timeout: 300_000 }, async () => {
    const policy = fc.constantFrom('direct', 'match', 'confirm-in-thread');
    const onConflict = fc.constantFrom('refuse', 'replace-with-notice', 'ask');
    const groups = fc.array(group, { minLength: 1, maxLength: 3, size: 'max' });
    const property = fc.asyncProperty(policy, onConflict, groups, async (linkPolicy, rule, all) => {
      const shop = await world.shop(linkPolicy, { onConflict: rule });
      const [alone, together] = [await newTwin(shop), await newTwin(shop)];
      for (const commands of [['first'] as const, ...all]) {
        for (const event of await eventsOf(alone, commands)) await room.apply(event);
        await room.applyTogether(await eventsOf(together, commands));
        await room.ask();
        expect(await outcomeOf(together)).toEqual(await outcomeOf(alone));
      }
    });
    await fc.assert(property, { numRuns });
  });

  const asked = async (linkPolicy: string, linking?: object): Promise<Twin> => {
    const twin = await newTwin(await world.shop(linkPolicy, linking));
    await room.applyTogether(await eventsOf(twin, ['first']));
    await room.ask();
    return twin;
  };

  test.each([
    ['the right number, then "Not me"', 'match', ['right', 'not_me'], [0]],
    ['the right number, then "log out"', 'match', ['right', 'log out'], []],
    ['the right number, then a visit of another account', 'match', ['right', 'second'], [0]],
    ['a wrong number, then the right one', 'match', ['wrong', 'right'], []],
    ['a visit of another account, then the number of the first', 'match', ['second', 'right'], []],
  ] as const)('%s: what came first counts', async (_, policy, commands, standing) => {
    const twin = await asked(policy);
    await room.applyTogether(await eventsOf(twin, commands));
    const links = await world.links(twin.psid);
    expect(links.map(({ siteUserId }) => twin.accounts.indexOf(siteUserId))).toEqual(standing);
  });

  test('an arrival that ties at once, then "log out": the tie has ended, and the thread hears of it', async () => {
    const twin = await newTwin(await world.shop('direct'));
    await room.applyTogether(await eventsOf(twin, ['first', 'log out', 'first']));
    expect(await world.links(twin.psid)).toEqual([]);
    expect((await room.said(twin.psid)).map(({ text }) => text).join()).toContain('no longer connected');
    const { body } = await world.server.api('GET', `/v1/arrivals?psid=${twin.psid}`);
    const told = body.data.map((one: { reason: string; siteUserId: string }) => [one.reason, one.siteUserId]);
    expect(told).toContainEqual(['link_awaits_proof', null]);
  });
});

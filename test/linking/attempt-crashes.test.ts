import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../server/base/ctx.ts';
import type { Tx } from '../../server/base/storage/index.ts';
import { linkingTables } from '../../server/linking/index.ts';
import { accountLinkTables } from '../../server/account-links/index.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Shop } from '../support/server.ts';
import { arrivalEvent, type LinkingRoom, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

/** A process that is gone before its so-manieth touch of the database. */
function dyingBefore(ctx: Ctx, step: number): { ctx: Ctx; steps: () => number } {
  let steps = 0;
  const touch = (): void => {
    if (++steps >= step) throw new Error('The process is gone.');
  };
  const watched = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(of, name: keyof Tx) {
        if (name === 'db' || name === 'prepared' || name === 'gather') touch();
        return of[name];
      },
    });
  const write: Ctx['storage']['write'] = async (work) => await ctx.storage.write((tx) => work(watched(tx)));
  return { ctx: { ...ctx, storage: { ...ctx.storage, write } }, steps: () => steps };
}

interface Flow {
  readonly psid: string;
  readonly visit: Visit;
  readonly stages: readonly ((ctx?: Ctx) => Promise<void>)[];
}

describe.each(['sqlite', 'postgres'] as const)('a process that dies while it links, on %s', (dialect) => {
  let world: LinkingWorld;
  let shop: Shop;
  let room: LinkingRoom;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
    shop = await world.shop('match');
    room = openLinkingRoom(world.server);
  });
  afterAll(async () => await world.stop());

  /** An arrival, the question, a word that has it asked again, and the right answer; each event is the same whenever it is applied. */
  const begin = async (): Promise<Flow> => {
    const [psid, visit] = [world.newPerson(), await world.visit(shop)];
    const arrival = arrivalEvent(room, psid, visit.ref);
    let word: MessengerEvent | undefined;
    let tap: MessengerEvent | undefined;
    const answer = async (ctx?: Ctx): Promise<void> => {
      if (!tap) {
        const { question } = await world.status(visit);
        const right = question?.kind === 'match' ? String(question.number) : '';
        const replies = (await room.said(psid)).flatMap(({ quickReplies = [] }) => quickReplies);
        tap = messageEvent(room, psid, right, replies.find(({ title }) => title === right)?.payload ?? null);
      }
      await room.apply(tap, ctx);
    };
    const ask = async (ctx?: Ctx): Promise<void> => await room.ask(ctx);
    const write = async (ctx?: Ctx): Promise<void> =>
      await room.apply((word ??= messageEvent(room, psid, 'Hello?', null)), ctx);
    return { psid, visit, stages: [(ctx) => room.apply(arrival, ctx), ask, write, ask, answer] };
  };

  const stateOf = async ({ psid, visit }: Flow) => ({
    attempts: await room.ctx.storage.read(async (at) => {
      const rows = await at.db.select().from(linkingTables.of(at).linkAttempts);
      return rows.filter((row) => row.psid === psid);
    }),
    links: await room.ctx.storage.read(async (at) => {
      const rows = await at.db.select().from(accountLinkTables.of(at).accountLinks);
      return rows.filter((row) => row.psid === psid);
    }),
    said: await room.said(psid),
    visit: await world.status(visit),
  });

  test.each([
    [0, 'the arrival'],
    [1, 'the question'],
    [2, 'what is written instead of an answer'],
    [3, 'the question again'],
    [4, 'the answer'],
  ])('at any point of step %i (%s) leaves everything as it was, and the person goes on', async (at) => {
    const counted = await begin();
    for (const stage of counted.stages.slice(0, at)) await stage();
    const counter = dyingBefore(room.ctx, Number.POSITIVE_INFINITY);
    await counted.stages[at]?.(counter.ctx);
    for (const stage of counted.stages.slice(at + 1)) await stage();
    expect(await world.links(counted.psid)).toHaveLength(1);
    expect(counter.steps()).toBeGreaterThan(3);
    const stride = dialect === 'sqlite' ? 1 : 3;
    for (let step = 1; step <= counter.steps(); step += stride) {
      const flow = await begin();
      for (const stage of flow.stages.slice(0, at)) await stage();
      const before = await stateOf(flow);
      await expect(flow.stages[at]?.(dyingBefore(room.ctx, step).ctx)).rejects.toThrow('gone');
      expect(await stateOf(flow)).toEqual(before);
      for (const stage of flow.stages.slice(at)) await stage();
      const after = await stateOf(flow);
      expect([after.links.length, after.visit.state]).toEqual([1, 'linked']);
      // The question, the question again and the outcome, each said once.
      expect(after.said).toHaveLength(3);
    }
  });
});

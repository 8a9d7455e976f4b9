import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmVisit } from '../../server/linking/confirm-visit.ts';
import { openAttempt } from '../../server/linking/index.ts';
import { getVisit } from '../../server/refs/index.ts';
import { PAGE_ID, type Shop } from '../support/server.ts';
import { arrivalEvent, type LinkingRoom, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

const SITE = { answer: 'connect', address: '203.0.113.7', agent: 'Browser/1' } as const;

describe.each(['sqlite', 'postgres'] as const)('a question to both sides on %s', (dialect) => {
  let world: LinkingWorld;
  let shop: Shop;
  let room: LinkingRoom;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
    shop = await world.shop('confirm-in-thread');
    room = openLinkingRoom(world.server);
  });
  afterAll(async () => await world.stop());

  const ask = async (): Promise<[string, Visit]> => {
    const [psid, visit] = [world.newPerson(), await world.visit(shop)];
    await room.apply(messageEvent(room, psid, 'Hello', null));
    const account = { siteId: shop.siteId, siteUserId: 'ada', label: 'a***@shop.example' };
    const thread = { pageId: PAGE_ID, psid, refId: visit.id };
    await openAttempt(room.ctx, { ...account, ...thread, way: 'code', policy: 'code' });
    return [psid, visit];
  };
  const onSite = async ({ id, watchSecret }: Visit) => await confirmVisit(room.ctx, id, watchSecret, SITE);
  const inThread = async (psid: string) => {
    const replies = (await room.said(psid)).flatMap(({ quickReplies = [] }) => quickReplies);
    const reply = replies.findLast(({ title }) => title === 'Connect');
    await room.apply(messageEvent(room, psid, 'Connect', reply?.payload ?? null));
  };
  const questionOf = async ({ id, watchSecret }: Visit) => (await getVisit(room.ctx, id, watchSecret)).question;

  test.each([['site'], ['thread']])('needs both: the %s alone ties nothing, the other then does', async (first) => {
    const [psid, visit] = await ask();
    await room.ask();
    expect(await questionOf(visit)).toMatchObject({ kind: 'code', person: 'Ada Lovelace', thread: false, site: false });
    const steps = [() => onSite(visit), () => inThread(psid)];
    const [one, other] = first === 'site' ? steps : steps.toReversed();
    await one?.();
    await one?.();
    expect(await world.links(psid)).toEqual([]);
    const given = { thread: first === 'thread', site: first === 'site' };
    expect(await questionOf(visit)).toMatchObject({ kind: 'code', ...given });
    await other?.();
    expect(await world.links(psid)).toMatchObject([{ assurance: 'code', way: 'code', refId: visit.id }]);
    const { body } = await world.server.api('GET', `/v1/account-links/history?psid=${psid}`);
    expect(body.data).toMatchObject([{ type: 'created', address: '203.0.113.0/24', agent: 'Browser/1' }]);
  });

  test('takes no answer to what it has not asked yet, on either side', async () => {
    const [psid, visit] = await ask();
    await inThread(psid);
    await expect(onSite(visit)).rejects.toMatchObject({ code: 'nothing_to_confirm' });
    expect(await questionOf(visit)).toBeNull();
    await room.ask();
    expect(await questionOf(visit)).toMatchObject({ thread: false, site: false });
    const arriving = world.newPerson();
    const own = await world.visit(shop);
    await room.apply(arrivalEvent(room, arriving, own.ref));
    await inThread(arriving);
    expect(await world.links(arriving)).toEqual([]);
    await room.ask();
    await inThread(arriving);
    expect(await world.links(arriving)).toHaveLength(1);
  });

  test.each(['messenger', 'instagram'] as const)(
    'typed consent on %s counts for nothing: it is asked again',
    async (platform) => {
      const [psid, visit] = await ask();
      await room.ask();
      await onSite(visit);
      await room.apply({ ...messageEvent(room, psid, 'Connect', null), platform });
      await room.ask();
      const asked = (await room.said(psid)).filter(({ quickReplies }) => quickReplies);
      expect([asked.length, await world.links(psid)]).toEqual([2, []]);
      await inThread(psid);
      expect(await world.links(psid)).toHaveLength(1);
    },
  );

  test.each(['thread', 'site'])('is over once the %s says no, whatever the other said', async (who) => {
    const [psid, visit] = await ask();
    await room.ask();
    await (who === 'thread' ? onSite(visit) : inThread(psid));
    if (who === 'thread') await room.apply(messageEvent(room, psid, 'Not me', null));
    else await confirmVisit(room.ctx, visit.id, visit.watchSecret, { ...SITE, answer: 'not_me' });
    await inThread(psid);
    await expect(onSite(visit)).rejects.toMatchObject({ code: 'nothing_to_confirm' });
    expect(await world.links(psid)).toEqual([]);
  });
});

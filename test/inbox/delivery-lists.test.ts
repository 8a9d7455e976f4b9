import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Page } from '../../shared/api/list.ts';
import type { Delivery, InboxEvent } from '../../shared/api/deliveries.ts';
import { type Actor, VISITOR } from '../../server/base/actor.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, midOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

type DeliveryJson = z.infer<typeof Delivery> & { duplicates: number };

describe.each(dialects)('the lists of deliveries and events on $name', (dialect) => {
  let world: InboxWorld;
  beforeEach(async () => {
    world = await openInboxWorld(dialect, {
      strangers: new Set(['stranger']),
      handlers: [
        async (_, event) => {
          if (midOf(event) === 'bad') throw new Error('never');
        },
      ],
    });
    const parked = { object: 'page', entry: [{ id: 'stranger', messaging: [{ message: { mid: 'm' } }] }] };
    const bodies = [deliveryOf(messageOf('1', 'm_1'), messageOf('2', 'm_2')), deliveryOf(messageOf('1', 'm_1'))];
    await receive(
      ...bodies,
      JSON.stringify(parked),
      'not JSON',
      deliveryOf(messageOf('3', 'bad'), messageOf('3', 'm_3')),
    );
    for (let attempt = 0; attempt < 5; attempt++) {
      world.advance(600_000);
      await world.apply();
    }
    await world.post(deliveryOf(messageOf('4', 'm_4')));
  });
  afterEach(() => world.close());

  const receive = async (...bodies: string[]): Promise<void> => {
    for (const body of bodies) await world.post(body);
    await world.split();
    await world.apply();
  };
  const get = async <T>(path: string): Promise<T> => {
    const response = await world.get(path);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };

  test('list deliveries newest first, each with what became of it', async () => {
    const { data } = await get<Page<DeliveryJson>>('/v1/deliveries');
    expect(data.map((row) => [row.id, row.status, row.events, row.duplicates, row.error !== null])).toEqual([
      ['dlv_6', 'stored', 0, 0, false],
      ['dlv_5', 'dead', 2, 0, true],
      ['dlv_4', 'unreadable', 0, 0, true],
      ['dlv_3', 'parked', 1, 0, true],
      ['dlv_2', 'applied', 0, 1, false],
      ['dlv_1', 'applied', 2, 0, false],
    ]);
    expect(data[5]).toMatchObject({ appId: 'app-1', receivedAt: '2026-11-20T12:00:00.000Z' });
  });

  test.each([
    ['stored', ['dlv_6']],
    ['dead', ['dlv_5']],
    ['unreadable', ['dlv_4']],
    ['parked', ['dlv_3']],
    ['applied', ['dlv_2', 'dlv_1']],
  ])('narrow deliveries to those that are %s', async (status, ids) => {
    const { data } = await get<Page<DeliveryJson>>(`/v1/deliveries?status=${status}`);
    expect(data.map((row) => row.id)).toEqual(ids);
  });

  test('go on where the page before ended', async () => {
    const first = await get<Page<DeliveryJson>>('/v1/deliveries?limit=4');
    const second = await get<Page<DeliveryJson>>(`/v1/deliveries?limit=4&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toHaveLength(6);
    expect(second.nextCursor).toBeNull();
    expect((await world.get('/v1/deliveries?cursor=nonsense')).status).toBe(400);
  });

  test('list events, narrowed by status, kind, Page and person', async () => {
    const ids = async (query: string) => (await get<Page<InboxEvent>>(`/v1/events${query}`)).data.map((row) => row.id);
    expect(await ids('')).toHaveLength(5);
    expect(await ids('?status=dead')).toHaveLength(1);
    expect(await ids('?status=parked')).toHaveLength(1);
    expect(await ids(`?pageId=${PAGE}&psid=1&kind=message&status=applied`)).toHaveLength(1);
    expect(await ids('?kind=referral')).toEqual([]);
  });

  test('show one delivery and one event', async () => {
    const [dead] = (await get<Page<InboxEvent>>('/v1/events?status=dead')).data;
    expect(dead).toMatchObject({ deliveryId: 'dlv_5', psid: '3', attempts: 6, kind: 'message' });
    expect(await get(`/v1/events/${dead?.id}`)).toMatchObject({ ...dead });
    expect(await get('/v1/deliveries/dlv_5')).toMatchObject({ id: 'dlv_5', status: 'dead', error: dead?.error });
  });

  test.each(['/v1/deliveries/dlv_99', '/v1/deliveries/evt_1', '/v1/events/1', '/v1/events/evt_99'])(
    'answer 404 to %s',
    async (path) => {
      expect((await world.get(path)).status).toBe(404);
    },
  );

  test.each(['/v1/deliveries', '/v1/deliveries/dlv_1', '/v1/events', '/v1/events/evt_1'])(
    'refuse %s without the scope, and to a key of one site',
    async (path) => {
      const key = (scopes: ['deliveries:read'] | ['arrivals:read'], siteId: string | null): Actor => {
        return { type: 'api-key', id: 'key', scopes, siteId };
      };
      expect((await world.get(path, VISITOR)).status).toBe(401);
      expect((await world.get(path, key(['arrivals:read'], null))).status).toBe(403);
      expect((await world.get(path, key(['deliveries:read'], 'site-1'))).status).toBe(403);
      expect((await world.get(path, key(['deliveries:read'], null))).status).toBe(200);
    },
  );
});

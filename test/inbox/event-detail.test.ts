import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboxEventDetail } from '../../shared/api/deliveries.ts';
import { selectEntries } from '../../server/audit/store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, midOf, openInboxWorld } from './open-inbox-world.ts';

describe.each(dialects)('what is known of an event on $name', (dialect) => {
  let world: InboxWorld;
  let isBroken = true;
  beforeEach(async () => {
    isBroken = true;
    const handler = async (_: unknown, event: Parameters<typeof midOf>[0]): Promise<void> => {
      if (isBroken && midOf(event) === 'bad') throw new RangeError('it quotes a secret');
    };
    world = await openInboxWorld(dialect, { handlers: [handler] });
  });
  afterEach(() => world.close());

  const detail = async (id: string): Promise<InboxEventDetail> => (await world.get(`/v1/events/${id}`)).json();
  const receive = async (body: string): Promise<void> => {
    await world.post(body);
    await world.split();
    await world.apply();
  };

  test('shows each attempt that failed with its time, also after one that worked', async () => {
    await receive(deliveryOf(messageOf('1', 'bad')));
    world.advance(1000);
    await world.apply();
    world.advance(5000);
    isBroken = false;
    await world.apply();
    const error = 'internal: It failed with RangeError; the log says where.';
    expect(await detail('evt_1')).toMatchObject({
      status: 'applied',
      attempts: 3,
      error: null,
      failures: [
        { at: '2026-11-20T12:00:00.000Z', error },
        { at: '2026-11-20T12:00:01.000Z', error },
      ],
    });
  });

  test('keeps the last 20 attempts', async () => {
    await receive(deliveryOf(messageOf('1', 'bad')));
    for (let attempt = 0; attempt < 25; attempt++) {
      world.advance(600_000);
      await world.apply();
      await world.http.request('/v1/events/evt_1/replay', { method: 'POST' });
      await world.apply();
    }
    const { failures } = await detail('evt_1');
    expect(failures).toHaveLength(20);
    expect(failures.map(({ at }) => at)).toEqual(failures.map(({ at }) => at).toSorted());
  });

  test('shows what the platform said, with every digit', async () => {
    await receive('{"object":"page","entry":[{"id":"7","messaging":[{"sender":{"id":9007199254740993},"odd":1}]}]}');
    expect((await detail('evt_1')).raw).toEqual({ sender: { id: '9007199254740993' }, odd: 1 });
  });

  test('hands out the bytes of a delivery to be saved, and writes down who looked', async () => {
    const bytes = '{"object":"page", "entry":[] , "html":"<script>"}';
    await world.post(bytes);
    const answer = await world.get('/v1/deliveries/dlv_1/body');
    expect(await answer.text()).toBe(bytes);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="dlv_1.json"');
    const entries = await world.ctx.storage.read((at) => selectEntries(at, {}, null));
    expect(entries).toMatchObject([{ action: 'delivery.body_read', subject: 'dlv_1', actorType: 'system' }]);
    expect((await world.get('/v1/deliveries/dlv_2/body')).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '../../shared/api/list.ts';
import type { InboxEvent } from '../../shared/api/deliveries.ts';
import { selectDeliveries, selectEvents } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { type Explainer, openExplainer } from '../support/open-explainer.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

describe.each(dialects)('the filters of the lists on $name', (dialect) => {
  let world: InboxWorld;
  beforeAll(async () => {
    world = await openInboxWorld(dialect, { strangers: new Set(['stranger']) });
    for (let hour = 0; hour < 5; hour++) {
      const other = { object: 'page', entry: [{ id: 'stranger', messaging: [{ message: { mid: `s_${hour}` } }] }] };
      await world.post(deliveryOf(messageOf('1', `a_${hour}`), messageOf('2', `b_${hour}`)));
      await world.post(JSON.stringify(other));
      world.advance(3_600_000);
    }
    await world.split();
    await world.apply();
  });
  afterAll(() => world.close());

  const list = async (path: string): Promise<Page<InboxEvent>> => {
    const answer = await world.get(path);
    expect(answer.status).toBe(200);
    return await answer.json();
  };
  const hours = async (query: string) =>
    (await list(query)).data.map(({ receivedAt }) => Number(receivedAt.slice(11, 13)) - 12);

  test.each([
    ['/v1/events?psid=1', [4, 3, 2, 1, 0]],
    [`/v1/events?pageId=${PAGE}&psid=1&receivedAfter=2026-11-20T13:00:00Z&receivedBefore=2026-11-20T15:00:00Z`, [2, 1]],
    ['/v1/events?status=parked&receivedAfter=2026-11-20T17:00:00%2B02:00', [4, 3]],
    ['/v1/events?appId=app-2', []],
    ['/v1/events?appId=app-1&kind=message&psid=2&limit=2', [4, 3]],
    ['/v1/events?deliveryId=dlv_2', [0]],
    ['/v1/events?deliveryId=2', []],
    ['/v1/deliveries?status=parked', [4, 3, 2, 1, 0]],
    ['/v1/deliveries?status=parked&appId=app-1&receivedBefore=2026-11-20T14:00:00Z', [1, 0]],
    ['/v1/deliveries?status=applied&receivedAfter=2026-11-20T15:00:00.000Z', [4, 3]],
    ['/v1/deliveries?appId=app-2', []],
  ])('%s finds what fits', async (query, expected) => {
    expect(await hours(query)).toEqual(expected);
  });

  test.each(['/v1/events?', '/v1/events?status=parked&', '/v1/deliveries?', '/v1/deliveries?status=parked&'])(
    '%s is walked page by page without a gap or a repeat',
    async (query) => {
      const all = (await list(`${query}limit=200`)).data.map((row) => row.id);
      const walked: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<InboxEvent> = await list(`${query}limit=2${cursor && `&cursor=${cursor}`}`);
        walked.push(...page.data.map((row) => row.id));
        cursor = page.nextCursor;
      }
      expect(walked).toEqual(all);
      expect(all.length).toBeGreaterThanOrEqual(5);
    },
  );

  test('a time that is none is refused', async () => {
    expect((await world.get('/v1/events?receivedAfter=yesterday')).status).toBe(400);
  });
});

describe('the lists on SQLite, by the plan of the database,', () => {
  let explainer: Explainer;
  beforeAll(async () => {
    explainer = await openExplainer();
  });
  afterAll(() => explainer.close());
  const time = '2026-11-20T12:00:00Z';
  const place = { receivedAt: new Date(time), id: 7 };

  test.each([
    [{ status: 'dead' }, 'inbox_events_state'],
    [{ kind: 'referral' }, 'inbox_events_kind'],
    [{ pageId: '1' }, 'inbox_events_page'],
    [{ pageId: '1', psid: '2' }, 'inbox_events_thread'],
    [{ appId: '1' }, 'inbox_events_app'],
    [{ deliveryId: 'dlv_1' }, 'inbox_events_delivery'],
    [{ receivedBefore: time }, 'inbox_events_received'],
    [{}, 'inbox_events_received'],
  ] as const)('events by %j are found with an index', async (query, index) => {
    const plan = await explainer.planOf((at) => selectEvents(at, query, place));
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN inbox_events(?! USING INDEX)/);
  });

  test.each([
    [{}, 'inbox_deliveries_received'],
    [{ appId: '1' }, 'inbox_deliveries_app'],
    [{ status: 'unreadable' }, 'inbox_deliveries_status'],
    [{ status: 'dead' }, 'inbox_events_state'],
    [{ status: 'parked' }, 'inbox_events_state'],
    [{ status: 'applied' }, 'inbox_deliveries_received'],
    [{ status: 'stored' }, 'inbox_events_state'],
  ] as const)('deliveries by %j are found with an index', async (query, index) => {
    const plan = await explainer.planOf((at) => selectDeliveries(at, query, place));
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN inbox_\w+(?! USING)/);
  });
});

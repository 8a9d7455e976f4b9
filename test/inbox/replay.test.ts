import { afterEach, describe, expect, test } from 'vitest';
import type { Replay } from '../../shared/api/deliveries.ts';
import type { Actor } from '../../server/base/actor.ts';
import { selectEntries } from '../../server/audit/store.ts';
import { selectDeliveries, selectEvents } from '../../server/inbox/list-store.ts';
import { updateDeliveries, updateEvents } from '../../server/inbox/store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, midOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

const DAY = 86_400_000;
const OLD = Date.UTC(2026, 9, 20);

describe.each(dialects)('replay on $name', (dialect) => {
  let world: InboxWorld;
  let isBroken = true;
  const applied: string[] = [];
  const strangers = new Set<string>();
  afterEach(() => world.close());

  async function reactToEvents(_: unknown, event: Parameters<typeof midOf>[0]): Promise<void> {
    if (isBroken && midOf(event).startsWith('bad')) throw new Error('not yet');
    applied.push(midOf(event));
  }

  async function open(): Promise<void> {
    isBroken = true;
    applied.length = 0;
    strangers.clear();
    world = await openInboxWorld(dialect, { handlers: [reactToEvents], strangers });
  }

  async function receive(...bodies: string[]): Promise<void> {
    for (const body of bodies) await world.post(body);
    await world.split();
    await world.apply();
  }

  /** Two dead events of one thread, one that was applied, one too old, one of a kind nobody knows. */
  async function trouble(): Promise<void> {
    await open();
    await receive(
      deliveryOf(messageOf('1', 'bad_1'), messageOf('1', 'bad_2'), messageOf('2', 'good')),
      deliveryOf(messageOf('3', 'old', OLD)),
      deliveryOf({ sender: { id: '4' }, game_play: {} }),
    );
    for (let attempt = 0; attempt < 5; attempt++) {
      world.advance(600_000);
      await world.apply();
    }
    applied.length = 0;
  }

  async function replay(path: string, body: object = {}): Promise<Replay> {
    const answer = await post(path, body);
    expect(answer.status).toBe(200);
    return await answer.json();
  }

  async function post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return await world.http.request(`/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** As if an earlier version had stored these events without knowing their kind. */
  async function forgetKinds(ids: number[]): Promise<void> {
    const change = { status: 'parked', parkedFor: 'unknown_kind', kind: 'unknown' } as const;
    await world.ctx.storage.write(async (tx) => {
      for (const id of ids) await updateEvents(tx, [id], { ...change, dedupeKey: `old_${id}` }, false);
    });
  }

  const events = async () => (await world.ctx.storage.read((at) => selectEvents(at, { limit: 200 }))).toReversed();
  const states = async () => (await events()).map((event) => event.status);
  const audit = async () =>
    (await world.ctx.storage.read((at) => selectEntries(at, {}, null))).map((row) => row.action);

  test('a preview says what would be done and changes nothing', async () => {
    await trouble();
    const before = await events();
    const preview = await replay('events/replay', { filter: {}, preview: true, includeApplied: true, force: true });
    expect(preview).toMatchObject({ preview: true, events: 4, appliedBefore: 1, deliveries: 0, nextCursor: null });
    expect(preview.counts).toEqual([
      { kind: 'message', status: 'dead', events: 2 },
      { kind: 'message', status: 'applied', events: 1 },
      { kind: 'message', status: 'parked', events: 1 },
    ]);
    expect(preview.skipped).toEqual([{ reason: 'unknown_kind', events: 1 }]);
    expect([preview.sample, preview.handlers]).toEqual([['evt_1', 'evt_2', 'evt_3', 'evt_4'], ['reactToEvents']]);
    expect(await events()).toEqual(before);
    expect(await audit()).toEqual([]);
  });

  test('what is dead is applied again in order, under the same ids; the rest stays as it is', async () => {
    await trouble();
    isBroken = false;
    const done = await replay('events/replay', { filter: {} });
    expect(done).toMatchObject({ events: 2, appliedBefore: 0, sample: ['evt_1', 'evt_2'] });
    expect(done.skipped.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: 'too_old', events: 1 },
      { reason: 'unknown_kind', events: 1 },
    ]);
    expect((await events())[0]).toMatchObject({ status: 'pending', attempts: 0, error: null });
    await world.apply();
    expect(applied).toEqual(['bad_1', 'bad_2']);
    expect(await states()).toEqual(['applied', 'applied', 'applied', 'parked', 'parked']);
    expect(await audit()).toEqual(['events.replayed']);
  });

  test('an event that is too old is applied when a person forces it, and only then', async () => {
    await trouble();
    expect(await replay('events/evt_4/replay')).toMatchObject({
      events: 0,
      skipped: [{ reason: 'too_old', events: 1 }],
    });
    expect(await replay('events/evt_4/replay', { force: true })).toMatchObject({ events: 1 });
    await world.apply();
    expect(applied).toEqual(['old']);
    expect(await audit()).toEqual(['event.replayed', 'event.replayed']);
  });

  test('an event of an unknown kind stays parked until a version knows it', async () => {
    await trouble();
    expect(await replay('events/evt_5/replay', { force: true })).toMatchObject({ events: 0 });
    await forgetKinds([1]);
    isBroken = false;
    expect(await replay('events/replay', { filter: { kind: 'unknown' } })).toMatchObject({ events: 1 });
    await world.apply();
    expect((await events())[0]).toMatchObject({ kind: 'message', status: 'applied' });
    await receive(deliveryOf(messageOf('1', 'bad_1')));
    expect(applied).toEqual(['bad_1']);
  });

  test('a filter narrows it, a limit ends it, and the cursor goes on', async () => {
    await trouble();
    const first = await replay('events/replay', { filter: { pageId: PAGE, psid: '1' }, limit: 1 });
    expect([first.events, first.sample]).toEqual([1, ['evt_1']]);
    const body = { filter: { pageId: PAGE, psid: '1' }, limit: 1, cursor: first.nextCursor };
    expect(await replay('events/replay', body)).toMatchObject({ sample: ['evt_2'], nextCursor: null });
    expect(await replay('events/replay', { filter: { status: 'dead' } })).toMatchObject({ events: 0 });
  });

  test('replays at the same time put each event back once', async () => {
    await trouble();
    isBroken = false;
    const all = await Promise.all([1, 2, 3, 4].map(() => replay('events/replay', { filter: { status: 'dead' } })));
    expect(all.reduce((sum, each) => sum + each.events, 0)).toBe(2);
    await world.apply();
    expect(applied).toEqual(['bad_1', 'bad_2']);
  });

  test.each([true, false])('events of an unknown Page stay parked and say so, preview: %s', async (preview) => {
    await open();
    strangers.add(PAGE);
    await receive(deliveryOf(messageOf('1', 'm_1'), messageOf('2', 'm_2')));
    expect(await replay('events/replay', { filter: {}, preview })).toMatchObject({
      events: 0,
      skipped: [{ reason: 'unknown_page', events: 2 }],
    });
    await world.apply();
    expect(await states()).toEqual(['parked', 'parked']);
    strangers.clear();
    expect(await replay('events/evt_1/replay', { preview })).toMatchObject({ events: 1, skipped: [] });
    await replay('events/evt_1/replay');
    await world.apply();
    expect(applied).toEqual(['m_1']);
  });

  test.each([true, false])('a kind that is known by now waits for its Page, preview: %s', async (preview) => {
    await open();
    await receive(deliveryOf(messageOf('1', 'm_1')));
    await forgetKinds([1]);
    strangers.add(PAGE);
    expect(await replay('events/replay', { filter: {}, preview })).toMatchObject({
      events: 0,
      skipped: [{ reason: 'unknown_page', events: 1 }],
    });
    expect((await events())[0]).toMatchObject({
      status: 'parked',
      parkedFor: preview ? 'unknown_kind' : 'unknown_page',
      kind: preview ? 'unknown' : 'message',
    });
  });

  test.each([true, false])('what was received again under its new key is a duplicate, preview: %s', async (preview) => {
    await open();
    await receive(deliveryOf(messageOf('1', 'm_1'), messageOf('1', 'm_2')));
    await forgetKinds([1, 2]);
    await receive(deliveryOf(messageOf('1', 'm_1')), deliveryOf(messageOf('1', 'm_3')));
    const before = await states();
    expect(before).toEqual(['parked', 'parked', 'applied', 'applied']);
    expect(await replay('events/replay', { filter: { status: 'parked' }, preview })).toMatchObject({
      events: 1,
      skipped: [{ reason: 'duplicate', events: 1 }],
      sample: ['evt_2'],
    });
    expect((await states())[0]).toBe('parked');
    expect(await states()).toEqual(preview ? before : ['parked', 'pending', 'applied', 'applied']);
  });

  test.each([true, false])(
    'two stored events that turn out to be the same count once, preview: %s',
    async (preview) => {
      await open();
      await receive(deliveryOf(messageOf('1', 'm_1')));
      await forgetKinds([1]);
      await receive(deliveryOf(messageOf('1', 'm_1')));
      await forgetKinds([2]);
      expect(await replay('events/replay', { filter: { kind: 'unknown' }, preview })).toMatchObject({
        events: 1,
        skipped: [{ reason: 'duplicate', events: 1 }],
        sample: ['evt_1'],
      });
    },
  );

  test('an unreadable or dead delivery is split again; of one that was split the events are put back', async () => {
    await open();
    isBroken = false;
    await receive('not JSON', deliveryOf(messageOf('1', 'm_1')));
    expect(await replay('deliveries/dlv_1/replay', { preview: true })).toMatchObject({ deliveries: 1, events: 0 });
    expect(await replay('deliveries/dlv_1/replay')).toMatchObject({ deliveries: 1 });
    await world.split();
    const rows = await world.ctx.storage.read((at) => selectDeliveries(at, { status: 'unreadable' }));
    expect(rows.map((row) => row.id)).toEqual([1]);
    await world.post(deliveryOf(messageOf('1', 'm_2')));
    await world.ctx.storage.write((tx) => updateDeliveries(tx, [3], { status: 'dead' }));
    await replay('deliveries/dlv_3/replay');
    await world.split();
    await world.apply();
    expect(applied).toEqual(['m_1', 'm_2']);
    expect(await replay('deliveries/dlv_2/replay', { includeApplied: true })).toMatchObject({ events: 1 });
  });

  test('an event whose delivery is deleted stays as it is', async () => {
    await open();
    isBroken = false;
    await receive(deliveryOf(messageOf('1', 'm_1')));
    const { purgeInbox } = await import('../../server/inbox/index.ts');
    world.advance(15 * DAY);
    await purgeInbox(world.ctx);
    const done = await replay('events/evt_1/replay', { includeApplied: true });
    expect(done.skipped).toEqual([{ reason: 'deleted_delivery', events: 1 }]);
    expect(await (await world.get('/v1/events/evt_1')).json()).toMatchObject({ raw: null });
  });

  test.each([
    [{ filter: { statuses: 'dead' } }, 400],
    [{ filter: {}, preveiw: true }, 400],
    [{}, 400],
    [{ filter: {}, cursor: 'nonsense' }, 400],
    [{ filter: {}, limit: 10_001 }, 400],
  ])('a replay of %j is refused', async (body, status) => {
    await trouble();
    expect((await post('events/replay', body)).status).toBe(status);
    expect(await audit()).toEqual([]);
  });

  test('replaying takes the scope to write, a preview the one to read, and both a key of all sites', async () => {
    await trouble();
    const key = (scopes: ['deliveries:read'] | ['deliveries:write'], siteId: string | null = null): Actor => {
      return { type: 'api-key', id: 'key', scopes, siteId };
    };
    const status = async (actor: Actor, path: string, body: object): Promise<number> => {
      await world.get('/v1/events', actor);
      return (await post(path, body)).status;
    };
    for (const path of ['events/evt_1/replay', 'deliveries/dlv_1/replay']) {
      expect(await status(key(['deliveries:read']), path, {})).toBe(403);
      expect(await status(key(['deliveries:read']), path, { preview: true })).toBe(200);
      expect(await status(key(['deliveries:write'], 'site-1'), path, {})).toBe(403);
      expect(await status(key(['deliveries:write']), path, {})).toBe(200);
    }
  });
});

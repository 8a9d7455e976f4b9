import { expect, test } from 'vitest';
import { selectHealth, updateHealthRow } from '../../../server/pages/health/health-store.ts';
import { noteCallError } from '../../../server/pages/health/note-call-error.ts';
import { updateHealth } from '../../../server/pages/health/update-health.ts';
import { selectToken, updatePageRow, updateTokenRow } from '../../../server/pages/store.ts';
import { withPageToken } from '../../../server/pages/with-page-token.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { APP_ID } from '../../support/server.ts';
import { createSeenPages } from './seen-pages.ts';

const MINUTE = 60_000;

const REFUSAL = {
  code: 190,
  subcode: 460,
  sentence: 'The password was changed.',
  traceId: 'A1',
  scope: 'page',
} as const;

onBothDialects('the health of a Page that is kept', (server) => {
  const { connect, see, store, getPage, told, tokenOf } = createSeenPages(server);

  test('is unknown at first, then what was seen, and each change is told once', async () => {
    const id = await connect();
    expect(await getPage(id)).toMatchObject({ health: 'unknown', healthSince: null, problems: [] });
    await see(id);
    await see(id, { page_fields: 'fields_missing' });
    await see(id, { page_fields: 'fields_missing' });
    await see(id);
    expect(await getPage(id)).toMatchObject({ health: 'ok', problems: [] });
    const notifications = await told(id);
    expect(notifications.map(({ type }) => type)).toEqual(['page.unhealthy', 'page.recovered']);
    expect(notifications[0]).toMatchObject({
      siteId: null,
      data: { pageId: id, health: 'degraded', before: 'ok', problems: [{ code: 'fields_missing', appId: APP_ID }] },
    });
  });

  test('is told once however many judge at the same time', async () => {
    const id = await connect();
    await see(id);
    const { ctx } = server().server;
    const error = { ...REFUSAL, problem: 'token_revoked' } as const;
    const token = await tokenOf(id);
    await Promise.all(Array.from({ length: 8 }, () => noteCallError(ctx, token, error)));
    expect((await told(id)).map(({ type }) => type)).toEqual(['page.unhealthy']);
    await ctx.storage.write((tx) => updateTokenRow(tx, token, { state: 'live', problem: null }));
    server().clock.advance(MINUTE);
    await store(id);
    await Promise.all(Array.from({ length: 8 }, () => updateHealth(ctx, id)));
    expect((await told(id)).map(({ type }) => type)).toEqual(['page.unhealthy', 'page.recovered']);
  });

  test('is broken by a refused call that names a dead token, with which nothing is called any more', async () => {
    const id = await connect();
    await see(id);
    const { ctx } = server().server;
    const key = { pageId: id, appId: APP_ID };
    await noteCallError(ctx, await tokenOf(id), { ...REFUSAL, problem: 'token_revoked' });
    const page = await getPage(id);
    expect(page).toMatchObject({ health: 'broken', problems: [{ code: 'token_revoked', severity: 'broken' }] });
    const token = await ctx.storage.read((at) => selectToken(at, key));
    expect(token).toMatchObject({ state: 'dead', problem: 'token_revoked' });
    let calls = 0;
    const send = withPageToken(ctx, key, async () => void (calls += 1));
    await expect(send).rejects.toMatchObject({ code: 'page_broken' });
    expect(calls).toBe(0);
  });

  test('is not touched by a refusal that says nothing of the Page', async () => {
    const id = await connect();
    await see(id);
    const { ctx } = server().server;
    const token = await tokenOf(id);
    await noteCallError(ctx, token, { ...REFUSAL, problem: null });
    await noteCallError(ctx, token, { ...REFUSAL, problem: 'page_restricted' });
    expect((await getPage(id)).problems.map(({ code }) => code)).toEqual(['page_restricted']);
    expect((await tokenOf(id)).state).toBe('live');
  });

  test('names the time in which the platform sent nothing, from the last good look to the renewal', async () => {
    const id = await connect();
    await see(id, { page_subscription: 'page_not_subscribed' });
    expect((await getPage(id)).lostPeriods).toEqual([]);
    await see(id);
    const sound = server().clock.now().getTime();
    server().clock.advance(30 * MINUTE);
    await see(id, { page_subscription: 'page_not_subscribed' });
    await see(id, { page_subscription: 'page_not_subscribed' });
    const [lasting, ...others] = (await getPage(id)).lostPeriods;
    expect(lasting).toMatchObject({ to: null, reason: 'page_not_subscribed' });
    expect(others).toEqual([]);
    server().clock.advance(10 * MINUTE);
    await see(id);
    const [ended] = (await getPage(id)).lostPeriods;
    expect(ended?.from).toBe(lasting?.from);
    expect(Math.abs(Date.parse(ended?.from ?? '') - sound)).toBeLessThan(MINUTE);
    expect(Date.parse(ended?.to ?? '') - sound).toBeGreaterThanOrEqual(40 * MINUTE);
    expect((await told(id)).at(-1)?.data).toMatchObject({ health: 'ok', lostPeriods: [ended] });
  });

  test('is counted among the metrics', async () => {
    await see(await connect());
    await see(await connect(), { page_published: 'page_unpublished' });
    const text = await (await fetch(`${server().url}/metrics`)).text();
    for (const health of ['ok', 'broken']) {
      expect(Number(new RegExp(`^threadtie_pages_${health} (\\d+)$`, 'm').exec(text)?.[1])).toBeGreaterThan(0);
    }
  });

  test('of a Page that was left is unknown, and nobody is told', async () => {
    const id = await connect();
    await see(id);
    const { ctx } = server().server;
    const [silentSince, checkedAt, watchedSince] = [ctx.clock.now(), ctx.clock.now(), ctx.clock.now()];
    await ctx.storage.write(async (tx) => {
      await updateHealthRow(tx, id, { silentSince, silenceEvidence: 'Nothing came.', checkedAt, watchedSince });
      await updatePageRow(tx, id, { disconnectedAt: ctx.clock.now() });
    });
    expect(await updateHealth(ctx, id)).toMatchObject({ health: 'unknown', found: [] });
    expect(await getPage(id)).toMatchObject({ health: 'unknown', healthSince: null, problems: [] });
    expect(await told(id)).toEqual([]);
    const [row] = await ctx.storage.read((at) => selectHealth(at, [id]));
    const forgotten = { silentSince: null, silenceEvidence: null, checkedAt: null, watchedSince: null, soundAt: null };
    expect(row).toMatchObject({ ...forgotten, changes: [], heardBy: {} });
  });
});

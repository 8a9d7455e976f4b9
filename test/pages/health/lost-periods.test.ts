import { expect, test } from 'vitest';
import { updateHealthRow } from '../../../server/pages/health/health-store.ts';
import { insertLostPeriod } from '../../../server/pages/health/lost-period-store.ts';
import { noteCutOff } from '../../../server/pages/health/note-cut-off.ts';
import { readHealth } from '../../../server/pages/health/read-health.ts';
import { updateHealth } from '../../../server/pages/health/update-health.ts';
import { deleteChecks, deleteToken, selectTokens, updatePageRow } from '../../../server/pages/store.ts';
import { upsertSigns } from '../../../server/pages/signs-store.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { APP_ID } from '../../support/server.ts';
import { createSeenPages } from './seen-pages.ts';

const HOUR = 3_600_000;
const DESK = '730000000000029';
const CUT_OFF = { page_subscription: 'page_not_subscribed' } as const;

onBothDialects('a time in which nothing was sent', (server) => {
  const { connect, addApp, see, getPage } = createSeenPages(server);
  const now = () => server().clock.now();

  /** These apps leave the Page, and with the last of them it is left. */
  async function leave(pageId: string, apps: readonly string[], isLast: boolean): Promise<void> {
    const { ctx } = server().server;
    await ctx.storage.write(async (tx) => {
      const tokens = await selectTokens(tx, [pageId]);
      for (const token of tokens) if (apps.includes(token.appId)) await deleteToken(tx, token);
      await deleteChecks(tx, pageId, apps);
      if (isLast) await updatePageRow(tx, pageId, { disconnectedAt: now() });
      await updateHealth(ctx, pageId);
    });
  }

  async function receive(pageId: string): Promise<void> {
    const at = now();
    const signs = {
      pageId,
      firstEventAt: at,
      lastEventAt: at,
      lastPsid: null,
      lastPersonAt: null,
      personHeardAt: null,
    };
    await server().server.ctx.storage.write((tx) => upsertSigns(tx, signs));
  }

  /** Connected, sound for an hour, and then cut off. */
  async function cutOff(): Promise<string> {
    const id = await connect();
    await see(id);
    server().clock.advance(HOUR);
    await see(id, CUT_OFF);
    return id;
  }

  test('ends when the Page is left', async () => {
    const id = await cutOff();
    expect((await getPage(id)).lostPeriods).toMatchObject([{ to: null }]);
    await leave(id, [APP_ID], true);
    const left = now().getTime();
    server().clock.advance(HOUR);
    const { lostPeriods } = await getPage(id);
    expect(lostPeriods).toHaveLength(1);
    expect(Math.abs(Date.parse(lostPeriods[0]?.to ?? '') - left)).toBeLessThan(HOUR / 2);
  });

  test('does not begin before a Page that was left is heard of again', async () => {
    const id = await connect();
    await receive(id);
    await see(id);
    await leave(id, [APP_ID], true);
    server().clock.advance(HOUR);
    await server().api('PUT', `/v1/pages/${id}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
    await see(id, CUT_OFF);
    expect(await getPage(id)).toMatchObject({ health: 'broken', lostPeriods: [] });
  });

  test('is none for an app whose subscription never worked, whatever another one receives', async () => {
    const id = await connect();
    await see(id);
    await addApp(id, DESK);
    await receive(id);
    await see(id, CUT_OFF, DESK);
    expect(await getPage(id)).toMatchObject({ health: 'broken', lostPeriods: [] });
    await see(id, {}, DESK);
    const from = now().getTime();
    server().clock.advance(HOUR);
    await receive(id);
    await see(id, CUT_OFF, DESK);
    const { lostPeriods } = await getPage(id);
    expect(lostPeriods).toMatchObject([{ to: null, reason: 'page_not_subscribed' }]);
    expect(Math.abs(Date.parse(lostPeriods[0]?.from ?? '') - from)).toBeLessThan(HOUR / 2);
  });

  test('of one app ends when that app leaves the Page', async () => {
    const id = await connect();
    await addApp(id, DESK);
    await see(id);
    await see(id, {}, DESK);
    await see(id, CUT_OFF, DESK);
    expect((await getPage(id)).lostPeriods).toMatchObject([{ to: null }]);
    await leave(id, [DESK], false);
    const { lostPeriods } = await getPage(id);
    expect(lostPeriods).toHaveLength(1);
    expect(lostPeriods[0]?.to).not.toBeNull();
  });

  test('is that of all who hear through the same subscription, before one of them renews it', async () => {
    const [page, account, other] = [await connect(), await connect(), await connect()];
    for (const id of [page, account, other]) await see(id);
    const { ctx } = server().server;
    const change = { platform: 'instagram', linkedPageId: page } as const;
    await ctx.storage.write((tx) => updatePageRow(tx, account, change));
    await noteCutOff(ctx, { pageId: account, appId: APP_ID });
    for (const id of [page, account]) expect((await getPage(id)).lostPeriods).toMatchObject([{ to: null }]);
    expect((await getPage(other)).lostPeriods).toEqual([]);
    await updateHealth(ctx, page);
    expect((await getPage(page)).lostPeriods).not.toMatchObject([{ to: null }]);
  });

  test('is none because a field could not be set again, while what is subscribed is sent', async () => {
    const id = await connect();
    await see(id);
    const { ctx } = server().server;
    const said = { problem: 'callback_wrong', evidence: 'Nobody answers.', whatToDo: 'Mend it.' } as const;
    const failures = [{ appId: APP_ID, mends: ['app_fields'], ...said }] as const;
    await ctx.storage.write((tx) => updateHealthRow(tx, id, { failures }));
    await see(id, { app_fields: 'fields_missing' });
    const { problems, lostPeriods } = await getPage(id);
    expect(problems.map(({ code }) => code)).toEqual(['callback_wrong', 'fields_missing']);
    expect(lostPeriods).toEqual([]);
  });

  test('is listed with its Page, however many others have had', async () => {
    const [busy, quiet] = [await connect(), await connect()];
    const { ctx } = server().server;
    const begin = now().getTime();
    const period = (pageId: string, index: number) => {
      const from = new Date(begin + index * HOUR);
      const to = new Date(from.getTime() + 1);
      return { id: ctx.random.id('lost'), pageId, appId: APP_ID, reason: 'silent', from, to } as const;
    };
    await ctx.storage.write(async (tx) => {
      await insertLostPeriod(tx, period(quiet, 0));
      for (let index = 1; index <= 45; index++) await insertLostPeriod(tx, period(busy, index));
    });
    const health = await readHealth(ctx, [busy, quiet]);
    expect(health.get(quiet)?.lostPeriods).toHaveLength(1);
    const periods = health.get(busy)?.lostPeriods ?? [];
    expect(periods).toHaveLength(20);
    expect(periods[0]?.from).toBe(period(busy, 45).from.toISOString());
    expect(periods[19]?.from).toBe(period(busy, 26).from.toISOString());
  });
});

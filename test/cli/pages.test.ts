import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectedPage } from '../../shared/api/pages.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { diagnose, named } from './doctor-world.ts';
import { type ConnectWorld, startConnectWorld, TRADE_PAGE } from './connect-world.ts';

describe('threadtie pages', { timeout: 120_000 }, () => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld();
    const token = await world.simulator.control.userToken();
    await world.ask(['connect-page', '--page', TRADE_PAGE, '--no-wait'], token);
  });
  afterAll(() => world.stop());

  test('list shows every Page and how it is; with --json the answer of the API', async () => {
    const { code, out } = await world.ask(['pages', 'list']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^ID +NAME +HEALTH +SINCE +LAST EVENT +PROBLEMS\n/)]);
    expect(out).toMatch(new RegExp(`^${TRADE_PAGE} +Pine & Kettle Trade +`, 'm'));
    const { body } = await world.server.api('GET', '/v1/pages');
    expect(JSON.parse((await world.ask(['pages', 'list', '--json'])).out)).toEqual(body);
  });

  test('show tells the two steps and what was found, each with its fix', async () => {
    const { code, out } = await world.ask(['pages', 'show', TRADE_PAGE]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Step 1, the webhook of the app: set$/m);
    expect(out).toMatch(/^Step 2, the subscription of the Page: set$/m);
    expect(out).toMatch(/^set +page subscription/m);
  });

  test('check ends with 1 while the Page is not subscribed, and repair subscribes it', async () => {
    await world.simulator.control.setPage(TRADE_PAGE, { subscribedFields: null });
    const broken = await world.ask(['pages', 'check', TRADE_PAGE]);
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('is not as it must be')]);
    expect(broken.out).toMatch(/^missing +page subscription.*\n +-> /m);
    const repaired = await world.ask(['pages', 'repair', TRADE_PAGE]);
    expect([repaired.code, repaired.out]).toEqual([0, expect.stringMatching(/^done +/m)]);
    const checked = await world.ask(['pages', 'check', TRADE_PAGE, '--json']);
    expect([checked.code, (JSON.parse(checked.out) as ConnectedPage).steps.subscription]).toEqual([0, 'set']);
  });

  test('check sends nothing to anybody, nor does the doctor, unless it is told to', async () => {
    const { control } = world.simulator;
    await control.writeMessage({ person: 'ada', pageId: TRADE_PAGE, text: 'Hello?' });
    await deliverAll(control);
    await world.server.settle();
    const sent = async (): Promise<number> =>
      (await control.graphCalls()).filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length;
    const before = await sent();
    await world.ask(['pages', 'check', TRADE_PAGE]);
    await diagnose(world.server.url);
    expect(await sent()).toBe(before);
    const probed = await world.ask(['pages', 'check', TRADE_PAGE, '--probe-sending']);
    expect(await sent()).toBe(before + 1);
    expect(probed.out).toMatch(/^set +sending: /m);
  });

  test('the doctor says the same of the Page, and of an app whose callback is gone', async () => {
    const { control } = world.simulator;
    const well = await diagnose(world.server.url);
    expect(well.report.findings.filter((finding) => finding.state === 'wrong')).toEqual([]);
    await control.setPage(TRADE_PAGE, { subscribedFields: null });
    await control.setApp({ callbackUrl: null });
    const { ended, report } = await diagnose(world.server.url, ['--page', TRADE_PAGE]);
    expect((await world.ask(['pages', 'repair', TRADE_PAGE])).code).toBe(0);
    expect(ended.code).toBe(1);
    expect(named(report, 'page_subscription')).toMatchObject([{ state: 'wrong', subject: TRADE_PAGE }]);
    expect(named(report, 'callback_url')).toMatchObject([{ state: 'wrong', area: 'apps' }]);
  });

  test('a dead token is named, and repair says that only a person can mend it', async () => {
    await world.simulator.control.setToken(TRADE_PAGE, { state: 'revoked' });
    const { report } = await diagnose(world.server.url);
    expect(named(report, 'page_token')).toContainEqual(
      expect.objectContaining({ state: 'wrong', subject: TRADE_PAGE, fix: expect.any(String) }),
    );
    const repaired = await world.ask(['pages', 'repair', TRADE_PAGE]);
    expect([repaired.code, repaired.err]).toEqual([1, expect.stringContaining('only a person can mend')]);
  });

  test('disconnect asks first, and the doctor finds what leads nowhere afterwards', async () => {
    const unasked = await world.ask(['pages', 'disconnect', TRADE_PAGE]);
    expect([unasked.code, unasked.err]).toEqual([2, 'Nobody can be asked here: add --yes.\n']);
    const { body: site } = await world.server.api('GET', '/v1/sites');
    const entry = { siteId: site.data[0].id, pageId: TRADE_PAGE, key: 'trade', variant: 'button' };
    await world.server.api('POST', '/v1/entry-points', { body: entry });
    const done = await world.ask(['pages', 'disconnect', TRADE_PAGE, '--yes']);
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('is disconnected')]);
    const { report } = await diagnose(world.server.url, ['--stored']);
    expect(named(report, 'entry_point')).toContainEqual(expect.objectContaining({ state: 'wrong', subject: 'trade' }));
  });

  test.each([
    [['show', '42'], 1, 'not_found'],
    [['check', '42'], 1, 'not_found'],
    [['list', '--limit', '0'], 2, 'a number from 1 to 200'],
    [['show'], 2, "missing required argument 'id'"],
  ])('%j ends with %i and says why', async (args, code, sentence) => {
    const ended = await world.ask(['pages', ...args]);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(sentence);
  });
});

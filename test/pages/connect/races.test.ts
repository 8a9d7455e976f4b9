import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../../server/base/ctx.ts';
import { choosePages } from '../../../server/pages/connect/choose-pages.ts';
import { recordStep } from '../../../server/pages/connect/record-step.ts';
import { runConnection } from '../../../server/pages/connect/run-connection.ts';
import { newStep } from '../../../server/pages/connect/connection-steps.ts';
import { SetupProblem } from '../../../server/pages/connect/setup-problem.ts';
import { disconnectPage } from '../../../server/pages/disconnect-page.ts';
import { runChecks } from '../../../server/pages/checks/run-checks.ts';
import { selectChecksOf } from '../../../server/pages/store.ts';
import { APP_ID } from '../../support/server.ts';
import { type ConnectWorld, startConnectWorld, stepOf } from '../connect-world.ts';

/** The context with a platform whose first answer to such a call waits until it is let go; answers when it was asked. */
function slowAt(ctx: Ctx, method: string, part: string) {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow: typeof fetch = async (...input) => {
    const answer = await fetch(...input);
    if ((input[1]?.method ?? 'GET') === method && String(input[0]).includes(part)) {
      asked.resolve();
      await gate.promise;
    }
    return answer;
  };
  return { ctx: { ...ctx, fetch: slow }, asked: asked.promise, letGo: gate.resolve };
}

describe.each(['sqlite', 'postgres'] as const)('what happens at the same time on %s', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    await world.connect();
  });
  afterAll(async () => await world.stop());

  const page = async () => (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;

  it('a Page that is connected anew while it is disconnected stays connected', async () => {
    const { ctx, asked, letGo } = slowAt(world.server.server.ctx, 'DELETE', 'subscribed_apps');
    const leaving = disconnectPage(ctx, world.pageId, null);
    await asked;
    await world.connect();
    letGo();
    expect((await leaving).disconnectedAt).toBeNull();
    expect((await page()).checks.length).toBeGreaterThan(0);
  });

  it('a look with the token before is not kept when another took its place', async () => {
    const key = { pageId: world.pageId, appId: APP_ID };
    const { ctx, asked, letGo } = slowAt(world.server.server.ctx, 'GET', 'debug_token');
    await world.sim.control.setToken(world.pageId, { state: 'expired' });
    const looking = runChecks(ctx, key);
    await asked;
    await world.server.api('PUT', `/v1/pages/${world.pageId}`, { body: { name: 'Shop', accessToken: 'EAAfresh' } });
    letGo();
    expect((await looking).find(({ name }) => name === 'page_token')).toMatchObject({ problem: 'token_expired' });
    const kept = await ctx.storage.read((at) => selectChecksOf(at, key));
    expect(kept.find(({ name }) => name === 'page_token')).toMatchObject({ state: 'set' });
  });

  it('a choice that is replaced while it is worked on is not noted as done for the one that took its place', async () => {
    const { ctx } = world.server.server;
    const calm: Ctx = { ...ctx, queue: { ...ctx.queue, enqueue: async () => undefined } };
    const [page] = await world.sim.control.addPages(1); // its profile was not asked for yet: that is limited
    const pageId = page?.id ?? '';
    const { id } = await world.start();
    const choice = { pageIds: [pageId], getStartedPayload: 'GET_STARTED', takesOverCallback: false };
    await choosePages(calm, id, { ...choice, greeting: 'Before' });
    const slow = slowAt(ctx, 'GET', 'messenger_profile');
    const run = runConnection(slow.ctx, id);
    await slow.asked;
    await choosePages(calm, id, { ...choice, greeting: 'After' });
    slow.letGo();
    await run;
    const between = (await world.server.api('GET', `/v1/page-connections/${id}`)).body;
    expect(stepOf(between, 'set_profile', pageId)).toMatchObject({ state: 'todo' });
    await runConnection(ctx, id);
    const there = (await world.sim.control.state()).pages.find((one) => one.id === pageId);
    expect(JSON.stringify(there?.profile)).toContain('After');
  });

  it('a step that could only be tried again after the connection has expired has failed', async () => {
    const { ctx } = world.server.server;
    const { id, expiresAt } = await world.start();
    const end = new Date(expiresAt);
    const late = new SetupProblem('rate_limited', 'Too many calls.', 'Wait.', { at: end, most: Infinity });
    const step = newStep(id, 'subscribe_app');
    const noted = await recordStep(ctx, step, () => Promise.reject(late), end);
    expect(noted).toMatchObject({ state: 'failed', retryAt: null, detail: 'Too many calls.' });
    const early = new SetupProblem('rate_limited', 'Too many calls.', 'Wait.', { at: new Date(), most: Infinity });
    const waiting = await recordStep(ctx, step, () => Promise.reject(early), end);
    expect(waiting).toMatchObject({ state: 'waiting', detail: expect.stringContaining('tried again at') });
  });
});

import { describe, expect, it, onTestFinished } from 'vitest';
import type { PageConnection } from '../../../shared/api/page-connections.ts';
import type { Ctx } from '../../../server/base/ctx.ts';
import { choosePages } from '../../../server/pages/connect/choose-pages.ts';
import { runConnection } from '../../../server/pages/connect/run-connection.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf, undress } from '../connect-world.ts';

/** A fetch that answers so many calls and then never again, as if the process had been killed in the next one. */
function dyingFetch(calls: number): { readonly fetch: typeof fetch; readonly died: Promise<void> } {
  let left = calls;
  const { promise: died, resolve } = Promise.withResolvers<void>();
  const die = async (): Promise<Response> => {
    resolve();
    return await new Promise<never>(() => undefined);
  };
  return { died, fetch: async (...input) => (left-- > 0 ? await fetch(...input) : await die()) };
}

describe.each(['sqlite', 'postgres'] as const)('a connection on %s that is killed', (dialect) => {
  it('goes on after any call of the platform, with everything set in the end', { timeout: 180_000 }, async () => {
    const world = await startConnectWorld(dialect);
    onTestFinished(() => world.stop());
    const kills = await killAfterEachCall(world);
    expect(kills).toBeGreaterThanOrEqual(10);
  });

  it('goes on by itself when the server is back', async () => {
    const world = await startConnectWorld(dialect);
    onTestFinished(() => world.stop());
    const { id } = await world.start();
    await world.server.api('POST', `/v1/page-connections/${id}/pages`, { body: { pageIds: [world.pageId] } });
    await world.server.restart();
    const connection = await world.when(id, isSetUp);
    expect(stepOf(connection, 'subscribe_app')?.state).toBe('done');
  });
});

/** Whether only the first event is missing. */
function isSetUp({ steps }: PageConnection): boolean {
  return steps.every(({ name, state }) => state === (name === 'first_event' ? 'waiting' : 'done'));
}

/** Kills the work of a new connection after 0, 1, 2... calls, until there are no more; answers how often. */
async function killAfterEachCall(world: ConnectWorld): Promise<number> {
  const { server, sim } = world;
  const { ctx } = server.server;
  const calm: Ctx = { ...ctx, queue: { ...ctx.queue, enqueue: async () => undefined } };
  for (let calls = 0; ; calls++) {
    server.clock.advance(11 * 60_000);
    await sim.control.steerClock({ advanceMs: 11 * 60_000 });
    const [page] = await sim.control.addPages(1);
    const pageId = page?.id ?? '';
    await undress(sim, pageId);
    const { id } = await world.start();
    await choose(calm, id, pageId);
    const { fetch: dying, died } = dyingFetch(calls);
    const run = runConnection({ ...ctx, fetch: dying }, id);
    run.catch(() => undefined);
    const isOver = await Promise.race([run.then(() => true), died.then(() => false)]);
    const connection = await world.resume(id);
    expect(
      connection.steps.filter(({ state }) => state === 'failed'),
      `after ${calls} calls`,
    ).toEqual([]);
    const looked = (await server.api('GET', `/v1/pages/${pageId}`)).body;
    expect(looked.steps, `after ${calls} calls`).toEqual({ webhook: 'set', subscription: 'set' });
    expect(checkOf(looked, 'get_started')?.state).toBe('set');
    if (isOver) return calls;
  }
}

/** Chooses without a job: the test does the work itself. */
async function choose(ctx: Ctx, id: string, pageId: string): Promise<void> {
  await choosePages(ctx, id, { pageIds: [pageId], getStartedPayload: 'GET_STARTED', takesOverCallback: false });
}

onBothDialects('a connection', (server) => {
  it('keeps its user token sealed, shows it nowhere, and forgets it after a day', async () => {
    const userToken = 'EAAplantedUserTokenOfThisTest';
    const answer = await server().api('POST', '/v1/page-connections', { body: { userToken } });
    expect(answer.status).toBe(201);
    expect(answer.body.state).toBe('failed');
    server().clock.advance(25 * 3_600_000);
    const resumed = await server().api('POST', `/v1/page-connections/${answer.body.id}/resume`);
    expect(stepOf(resumed.body, 'exchange_token')).toMatchObject({ state: 'failed', problem: 'token_expired' });
    const audit = await server().api('GET', '/v1/audit');
    expect(JSON.stringify([answer.body, resumed.body, audit.body])).not.toContain(userToken);
    expect(audit.body.data.map(({ action }: { action: string }) => action)).toContain('page_connection.started');
  });
});

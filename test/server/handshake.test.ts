import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ConnectWorld, startConnectWorld, stepOf } from '../pages/connect-world.ts';

/** Stands between the server and the simulated platform, and is told of every call before it goes on. */
async function startBetween(onCall: (path: string) => Promise<void>) {
  let platform = '';
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await buffer(request);
    await onCall(`${method} ${url}`);
    const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers;
    const answer = await fetch(`${platform}${url}`, {
      method,
      headers: Object.entries(kept).map(([name, value]) => [name, String(value)]),
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  };
  const server = createServer((request, response) => void forward(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graph`,
    leadTo: (url: string) => void (platform = url),
  };
}

async function startWorld(onCall: (path: string) => Promise<void>): Promise<ConnectWorld> {
  const between = await startBetween(onCall);
  const world = await startConnectWorld('sqlite', { GRAPH_URL: between.url });
  onTestFinished(() => world.stop());
  between.leadTo(world.sim.url);
  return world;
}

async function choose({ server, pageId }: ConnectWorld, id: string): Promise<void> {
  const answer = await server.api('POST', `/v1/page-connections/${id}/pages`, { body: { pageIds: [pageId] } });
  expect(answer.status).toBe(200);
}

const isSubscribing = (path: string): boolean => /^POST \S*\/subscriptions/.test(path);

describe('the handshake that a job makes the platform ask for', () => {
  it('is answered while the server ends', async () => {
    const asked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const world = await startWorld(async (path) => {
      if (!isSubscribing(path)) return;
      asked.resolve();
      await goOn.promise;
    });
    await choose(world, (await world.start()).id);
    await asked.promise;
    const stopped = world.server.server.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    goOn.resolve();
    await stopped;
    expect((await world.sim.control.state()).callback).toMatchObject({ verified: true });
    await world.server.restart();
  });

  it('is answered at once while the server starts, for a job that was stored while no job was taken any more', async () => {
    const calls: string[] = [];
    const health: number[] = [];
    const world = await startWorld(async (path) => {
      calls.push(path);
      if (health.length > 0 || calls.length > 1) return;
      // A connection kept to the server before is found closed by the first that uses it: then a new one is made.
      const ask = () => fetch(`${world.server.url}/healthz`);
      health.push((await ask().catch(ask)).status);
    });
    const { id } = await world.start();
    await world.server.server.ctx.queue.finish(0);
    await choose(world, id);
    calls.splice(0);
    health.splice(0);
    await world.server.restart();
    const connection = await world.when(id, ({ steps }) => steps.every(({ state }) => state !== 'todo'));
    expect(stepOf(connection, 'subscribe_app')).toMatchObject({ state: 'done' });
    expect(calls.filter(isSubscribing)).toHaveLength(1);
    expect(health).toEqual([200]);
  });
});

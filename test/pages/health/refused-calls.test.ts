import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GraphCaller } from '../../../server/graph/index.ts';
import { getPage } from '../../../server/graph/index.ts';
import { selectToken, updateTokenRow } from '../../../server/pages/store.ts';
import { withPageToken } from '../../../server/pages/with-page-token.ts';
import { type GraphStub, startGraphStub } from '../../graph/graph-stub.ts';
import { refusal } from '../../graph/open-graph-world.ts';
import { APP_ID, startTestServer, type TestServer } from '../../support/server.ts';
import { createSeenPages } from './seen-pages.ts';

let platform: GraphStub;
let server: TestServer;
beforeAll(async () => {
  platform = await startGraphStub();
  server = await startTestServer('sqlite', { GRAPH_URL: platform.url });
});
afterAll(async () => {
  await server.stop();
  await platform.close();
});
const pages = createSeenPages(() => server);

/** Calls the platform for the Page, which refuses it, after something else has happened. */
async function beRefused(pageId: string, code: number, subcode?: number, meanwhile = async () => {}): Promise<void> {
  platform.reply(refusal(code, subcode));
  const { ctx } = server.server;
  const call = withPageToken(ctx, { pageId, appId: APP_ID }, async (caller: GraphCaller) => {
    await meanwhile();
    return await getPage(ctx, caller, { pageId });
  });
  await expect(call).rejects.toMatchObject({ code });
}

async function connectSound(): Promise<string> {
  const id = await pages.connect();
  await pages.see(id);
  return id;
}

const putAgain = (id: string) =>
  server.api('PUT', `/v1/pages/${id}`, { body: { name: 'Shop', accessToken: 'EAAanother' } });

test.each([
  ['feature', 10, 1404170],
  ['feature', 100, 2018247],
  ['thread', 10, 2018300],
  ['thread', 100, 2534037],
  ['caller', 613, undefined],
])('a refusal that concerns one %s only, as %i/%s, says nothing of the Page', async (_, code, subcode) => {
  const id = await connectSound();
  await beRefused(id, code, subcode);
  expect(await pages.getPage(id)).toMatchObject({ health: 'ok', problems: [] });
  expect(await pages.told(id)).toEqual([]);
});

test('a limit that the whole Page has reached is shown with it, and nobody is told', async () => {
  const id = await connectSound();
  await beRefused(id, 80006);
  expect(await pages.getPage(id)).toMatchObject({ health: 'degraded', problems: [{ code: 'rate_limited' }] });
  server.clock.advance(31 * 60_000);
  await pages.see(id);
  expect(await pages.getPage(id)).toMatchObject({ health: 'ok' });
  expect(await pages.told(id)).toEqual([]);
});

test('what breaks the Page beside a limit that is reached is told', async () => {
  const id = await connectSound();
  await beRefused(id, 80006);
  await pages.see(id, { page_published: 'page_unpublished' });
  expect((await pages.told(id)).map(({ type }) => type)).toEqual(['page.unhealthy']);
});

test('a call with a token that was replaced meanwhile says nothing of the new one', async () => {
  const id = await connectSound();
  await beRefused(id, 190, 463, async () => void (await putAgain(id)));
  expect(await pages.tokenOf(id)).toMatchObject({ state: 'live', problem: null });
  expect((await pages.getPage(id)).problems).toEqual([]);
  await beRefused(id, 368, undefined, async () => void (await putAgain(id)));
  expect((await pages.getPage(id)).problems).toEqual([]);
  await beRefused(id, 190, 463);
  expect(await pages.tokenOf(id)).toMatchObject({ state: 'dead', problem: 'token_expired' });
});

test('what is found out of a token is not written to the one that took its place', async () => {
  const id = await connectSound();
  const old = await pages.tokenOf(id);
  await putAgain(id);
  const { storage } = server.server.ctx;
  const isNoted = await storage.write((tx) => updateTokenRow(tx, old, { state: 'dead', problem: 'token_revoked' }));
  expect(isNoted).toBe(false);
  const token = await storage.read((at) => selectToken(at, { pageId: id, appId: APP_ID }));
  expect(token).toMatchObject({ state: 'live', problem: null });
});

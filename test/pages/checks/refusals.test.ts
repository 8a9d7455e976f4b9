import { expect, it } from 'vitest';
import { classifyError } from '../../../server/graph/errors/classify-error.ts';
import { GraphError } from '../../../server/graph/graph-error.ts';
import { judgeSending } from '../../../server/pages/checks/judge-sending.ts';
import { judgeWebhook } from '../../../server/pages/checks/judge-webhook.ts';
import type { Seen } from '../../../server/pages/checks/seen.ts';
import { APP_ID, startTestServer } from '../../support/server.ts';
import { checkOf } from '../connect-world.ts';
import { startStub } from '../stub-server.ts';

const PAGE = '10672809700474699';

function refused(code: number, subcode: number | null): Seen<never> {
  const known = { scope: 'page' as const, isAmbiguous: false, ...classifyError({ code, subcode }) };
  const from = { call: 'sendMessage', appId: APP_ID, pageId: PAGE, code, subcode, httpStatus: 400 };
  return { value: null, error: new GraphError({ ...known, ...from, traceId: null, retryAt: null }) };
}

it.each([
  ['a closed window', 10, 2018278],
  ['a closed window of Instagram', 10, 2534022],
  ['a code that nobody knows', 987, null],
])('sending stays unknown after %s', (_, code, subcode) => {
  expect(judgeSending(refused(code, subcode), true, undefined)).toMatchObject({ state: 'unknown' });
});

it('sending is wrong when the code says what is wrong with the Page', () => {
  expect(judgeSending(refused(10, 1893063), true, undefined)).toMatchObject({ problem: 'page_restricted' });
});

it.each([100, 987])('code %i at the webhook of an app says nothing of its secret', (code) => {
  expect(judgeWebhook(refused(code, null), 'page', ['https://a.example'])[0]).toMatchObject({
    name: 'app_credentials',
    state: 'unknown',
  });
});

it.each([
  ['a proxy that answers 403 with a page of its own', 403, 'unknown', null],
  ['an answer that leads elsewhere', 302, 'unknown', null],
  ['the platform, which knows no such secret', 400, 'wrong', 'app_credentials_wrong'],
])('the app secret after %s', async (_, status, state, problem) => {
  const stub = await startStub();
  stub.answer(status, status === 400 ? '{"error":{"code":190,"message":"No.","type":"OAuthException"}}' : '<html>');
  const server = await startTestServer('sqlite', { GRAPH_URL: stub.url });
  await server.api('PUT', `/v1/pages/${PAGE}`, { body: { name: 'Shop', accessToken: 'EAAx' } });
  const page = (await server.api('POST', `/v1/pages/${PAGE}/check`)).body;
  await server.stop();
  await stub.close();
  expect(checkOf(page, 'app_credentials')).toMatchObject({ state, problem });
  expect(page.health).toBe(state === 'wrong' ? 'broken' : 'unknown');
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Exam } from '../exam.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';

type Room = Parameters<Exam>[0];
type Answer = Record<string, unknown>;
type Callback = (error: Answer | null, answer: Answer) => void;

interface Fbgraph {
  setGraphUrl(url: string): void;
  setVersion(version: string): void;
  setAccessToken(token: string): void;
  setAppSecret(secret: string): void;
  get(url: string, params: object, callback: Callback): void;
  post(url: string, params: object, callback: Callback): void;
  del(url: string, callback: Callback): void;
  batch(calls: readonly object[], callback: Callback): void;
}

/** fbgraph: forms with the token in the query, deletes by `method=delete`. */
export const examineFbgraph: Exam = async (room) => {
  const { load, platform, tally } = room;
  const graph = load<Fbgraph>('fbgraph');
  graph.setGraphUrl(platform.graphUrl);
  graph.setVersion('25.0');
  graph.setAppSecret(platform.app.secret);
  graph.setAccessToken(platform.page.token);
  await platform.control.setApp({ requiresProof: true });
  await examineAsPage(room, graph);
  await examineAsUser(room, graph);
  await examineAsApp(room, graph);
  await tally.call('an error of the platform', async () => {
    graph.setAccessToken('wrong');
    await assert.rejects(
      call((done) => graph.get('me', {}, done)),
      { code: 190 },
    );
  });
};

function call(start: (callback: Callback) => void): Promise<Answer> {
  return new Promise((resolve, reject) => start((error, answer) => (error ? reject(error) : resolve(answer))));
}

async function examineAsPage({ platform, tally }: Room, graph: Fbgraph): Promise<void> {
  const { page, psid } = platform;
  await tally.call('get me', async () => {
    const answer = await call((done) => graph.get('me', { fields: 'id,name' }, done));
    assert.deepEqual(answer, { id: page.id, name: 'Pine & Kettle' });
  });
  await tally.call('post me/messages with nested names', async () => {
    const body = { recipient: { id: psid }, message: { text: 'by form' } };
    await call((done) => graph.post('me/messages', body, done));
    assert.equal((await platform.pageTexts()).at(-1), 'by form');
  });
  await tally.call('post {page}/messages with JSON in the fields', async () => {
    const body = { recipient: JSON.stringify({ id: psid }), message: JSON.stringify({ text: 'by JSON' }) };
    await call((done) => graph.post(`${page.id}/messages`, body, done));
    assert.equal((await platform.pageTexts()).at(-1), 'by JSON');
  });
  await tally.call('del and post subscribed_apps', async () => {
    await call((done) => graph.del('me/subscribed_apps', done));
    assert.deepEqual((await call((done) => graph.get('me/subscribed_apps', {}, done)))['data'], []);
    const fields = 'messages,messaging_postbacks';
    const answer = await call((done) => graph.post('me/subscribed_apps', { subscribed_fields: fields }, done));
    assert.equal(answer['success'], true);
  });
  await tally.call('batch', async () => {
    const calls = [
      { method: 'GET', relative_url: 'me' },
      { method: 'GET', relative_url: `${psid}?fields=first_name` },
    ];
    const answers: unknown = await call((done) => graph.batch(calls, done));
    assert.deepEqual(Array.isArray(answers) && answers.map((one: Answer) => one['code']), [200, 200]);
  });
}

async function examineAsUser({ platform: { app, control }, tally }: Room, graph: Fbgraph): Promise<void> {
  await tally.call('get oauth/access_token for a long-lived user token', async () => {
    const query = {
      grant_type: 'fb_exchange_token',
      client_id: app.id,
      client_secret: app.secret,
      fb_exchange_token: await control.userToken({ lifetime: 'short' }),
    };
    assert.ok((await call((done) => graph.get('oauth/access_token', query, done)))['access_token']);
  });
  await tally.call('get me/accounts with a user token', async () => {
    graph.setAccessToken(await control.userToken({ lifetime: 'long' }));
    const { data } = await call((done) => graph.get('me/accounts', { limit: 1 }, done));
    assert.equal(Array.isArray(data) && data.length, 1);
  });
}

async function examineAsApp({ platform: { app }, tally }: Room, graph: Fbgraph): Promise<void> {
  await tally.call('post {app}/subscriptions with the handshake', async () => {
    const echo = createServer((request, response) => {
      response.end(new URL(request.url ?? '', 'http://bot').searchParams.get('hub.challenge'));
    });
    const callback = await listenOnLoopback(echo);
    graph.setAccessToken(app.token);
    const body = { object: 'page', callback_url: callback.url, fields: 'messages', verify_token: 'any' };
    try {
      assert.equal((await call((done) => graph.post(`${app.id}/subscriptions`, body, done)))['success'], true);
    } finally {
      await callback.close();
    }
  });
}

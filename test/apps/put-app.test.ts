import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { APP_ID, APP_SECRET, PAGE_ID, sign } from '../support/server.ts';

const NEXT_SECRET = 'next-secret-of-the-tests';
const OTHER = '740000000000017';

onBothDialects('an app', (server) => {
  it('takes a new secret while the one before is still accepted', async () => {
    const secrets = [NEXT_SECRET, APP_SECRET];
    const put = await server().api('PUT', `/v1/apps/${APP_ID}`, { body: { secrets, verifyToken: 'another-token' } });
    expect(put.body).toMatchObject({ id: APP_ID, secrets: 2, webhookUrl: expect.stringContaining(APP_ID) });
    const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: 1, messaging: [] }] });
    for (const secret of secrets) {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, secret) };
      await expect.poll(async () => (await server().post(body, headers)).status).toBe(200);
    }
  });

  it('can be one of several, each with an address of its own', async () => {
    const input = { secrets: ['secret-of-the-other'], verifyToken: 'token-of-the-other' };
    expect((await server().api('PUT', `/v1/apps/${OTHER}`, { body: input })).status).toBe(200);
    const query = 'hub.mode=subscribe&hub.verify_token=token-of-the-other&hub.challenge=77';
    const ask = () => server().api('GET', `/webhooks/messenger/${OTHER}?${query}`);
    await expect.poll(async () => (await ask()).status).toBe(200);
    const own = await ask();
    const foreign = await server().api('GET', `/webhooks/messenger/${APP_ID}?${query}`);
    expect([own.status, String(own.body), foreign.status]).toEqual([200, '77', 403]);
  });

  it('never shows its secrets or verify token', async () => {
    const answers = [await server().api('GET', '/v1/apps'), await server().api('GET', '/v1/audit')];
    const text = JSON.stringify(answers.map((answer) => answer.body));
    for (const planted of [NEXT_SECRET, 'another-token', 'secret-of-the-other', 'token-of-the-other']) {
      expect(text).not.toContain(planted);
    }
    expect(text).toContain('app.created');
  });
});

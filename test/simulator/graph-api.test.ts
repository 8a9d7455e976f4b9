import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { APP_SECRET, type Fixture, startFixture, until } from './simulator-fixture.ts';

const PSID = '9007199254740993';

async function graph(
  { sim, page }: Fixture,
  path: string,
  body?: object,
  token: string | null = page.token,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${sim.url}/graph${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  await until(() => fixture.peer.webhooks.length === 1);
  return fixture;
}

const send = (text: unknown, more: object = {}): object => ({
  recipient: { id: PSID },
  messaging_type: 'RESPONSE',
  message: { text },
  ...more,
});

describe('the Send API', () => {
  test('shows the text in the thread and sends an echo', async () => {
    const fixture = await withThread();
    const { status, json } = await graph(fixture, '/v25.0/me/messages', {
      ...send('Grüße'),
      message: { text: 'Grüße', metadata: 'corr-42' },
    });
    expect([status, json['recipient_id']]).toEqual([200, PSID]);
    await until(() => fixture.peer.webhooks.length === 3);
    const echo = [1, 2].map((index) => fixture.peer.event(index)).find((event) => 'message' in event);
    expect(echo).toMatchObject({
      sender: { id: fixture.page.id },
      recipient: { id: PSID },
      message: { is_echo: true, app_id: 1517776481860111, mid: json['message_id'], text: 'Grüße', metadata: 'corr-42' },
    });
    const { threads } = await fixture.sim.control.state();
    expect(threads[0]?.messages.at(-1)).toMatchObject({ from: 'page', text: 'Grüße' });
  });

  test('takes the Page id, no version, a form and the token in the query as well', async () => {
    const { sim, page } = await withThread();
    const body = new URLSearchParams({ recipient: JSON.stringify({ id: PSID }), message: '{"text":"hi"}' });
    const url = `${sim.url}/graph/${page.id}/messages?access_token=${page.token}`;
    const response = await fetch(url, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([
      200,
      { recipient_id: PSID, message_id: expect.stringMatching(/^m_/) },
    ]);
  });

  test.each([
    ['no token', send('hi'), null, { code: 190, type: 'OAuthException', message: 'Invalid OAuth access token.' }],
    ['no recipient', { message: { text: 'hi' } }, undefined, { code: 100 }],
    ['two recipients', { ...send('hi'), recipient: { id: PSID, user_ref: 'u' } }, undefined, { code: 100 }],
    [
      'message and action',
      send('hi', { sender_action: 'typing_on' }),
      undefined,
      { code: 100, error_subcode: 2018014 },
    ],
    ['another Page’s id', send('hi', { recipient: { id: '6780462125377511' } }), undefined, { error_subcode: 2018001 }],
    ['an app-scoped id', send('hi', { recipient: { id: '10204837561029385' } }), undefined, { error_subcode: 2018001 }],
    ['no thread yet', send('hi', { recipient: { id: '25377510678046213' } }), undefined, { error_subcode: 2018001 }],
    [
      'a dead tag',
      send('hi', { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }),
      undefined,
      { error_subcode: 1893061 },
    ],
    ['empty text', send(''), undefined, { code: 100, error_subcode: 2018034 }],
    ['too much text', send('x'.repeat(2001)), undefined, { code: 100 }],
    ['an attachment', send(undefined, { message: { attachment: {} } }), undefined, { code: 100 }],
  ])('refuses %s in the platform’s envelope', async (_case, body, token, error) => {
    const fixture = await withThread();
    const { status, json } = await graph(fixture, '/v25.0/me/messages', body, token);
    expect(status).toBe(400);
    expect(json).toEqual({ error: expect.objectContaining(error) });
    expect(json['error']).toHaveProperty('fbtrace_id', expect.stringMatching(/^A[A-Za-z0-9_-]{22}$/));
  });

  test('allows 23 hours after the last action and refuses after 24', async () => {
    const fixture = await withThread();
    await fixture.sim.control.steerClock({ advanceMs: 23 * 3_600_000 });
    expect((await graph(fixture, '/me/messages', send('in time'))).status).toBe(200);
    await fixture.sim.control.steerClock({ advanceMs: 2 * 3_600_000 });
    const late = await graph(fixture, '/me/messages', send('late'));
    expect(late.json['error']).toMatchObject({ code: 10, error_subcode: 2018278 });
  });

  test('checks a proof of the app secret when one comes along', async () => {
    const fixture = await withThread();
    const proof = createHmac('sha256', APP_SECRET).update(fixture.page.token).digest('hex');
    expect((await graph(fixture, `/me?appsecret_proof=${proof}`)).status).toBe(200);
    const wrong = await graph(fixture, '/me?appsecret_proof=00');
    expect(wrong.json['error']).toMatchObject({ code: 100, type: 'GraphMethodException' });
  });
});

describe('the other edges of the Graph API', () => {
  test('tell the profile of a person with a thread, and nobody else’s', async () => {
    const fixture = await withThread();
    const { json } = await graph(fixture, `/v25.0/${PSID}?fields=first_name,timezone`);
    expect(json).toEqual({ id: PSID, first_name: 'Ada', timezone: 0 });
    const stranger = await graph(fixture, '/v25.0/25377510678046213');
    expect(stranger.json['error']).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test('offer a picture of the person', async () => {
    const fixture = await withThread();
    const { json } = await graph(fixture, `/${PSID}`);
    const picture = await fetch(String(json['profile_pic']));
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toContain('>AL</text>');
  });

  test('name the token’s own Page', async () => {
    const fixture = await startFixture();
    expect((await graph(fixture, '/me')).json).toEqual({ id: fixture.page.id, name: 'Pine & Kettle' });
  });

  test('stop events when the app is unsubscribed, and send new ones when it is back', async () => {
    const fixture = await startFixture();
    const { sim, page, peer } = fixture;
    const url = `${sim.url}/graph/v25.0/me/subscribed_apps?access_token=${page.token}`;
    expect(await (await fetch(url, { method: 'DELETE' })).json()).toEqual({ success: true });
    expect((await graph(fixture, '/me/subscribed_apps')).json).toEqual({ data: [] });
    await sim.control.writeMessage({ person: 'ada', pageId: page.id, text: 'unheard' });
    await graph(fixture, '/me/subscribed_apps', { subscribed_fields: ['messages'] });
    await sim.control.writeMessage({ person: 'ada', pageId: page.id, text: 'heard' });
    await until(() => peer.webhooks.length === 1);
    expect(peer.event(0)).toMatchObject({ message: { text: 'heard' } });
    expect((await sim.control.deliveries())[0]).toMatchObject({
      status: 'dropped',
      reason: expect.stringContaining('messages'),
    });
  });

  test('refuse an unknown field, an unknown edge and another Page', async () => {
    const fixture = await startFixture();
    const field = await graph(fixture, '/me/subscribed_apps', { subscribed_fields: 'messages,typo' });
    expect(field.json['error']).toMatchObject({ message: expect.stringContaining('subscribed_fields[1]') });
    expect((await graph(fixture, '/me/nothing')).json['error']).toMatchObject({ error_subcode: 33 });
    const other = await graph(fixture, '/10672809700474611/messages', send('hi'));
    expect(other.json['error']).toMatchObject({ code: 100, error_subcode: 33 });
  });
});

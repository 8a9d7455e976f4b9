import { describe, expect, test } from 'vitest';
import { ADA, APP_ID, APP_TOKEN, callGraph } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const INSTAGRAM_ID = '17841405822304914';
const ADA_ASID = '10204837561029385';

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  return fixture;
}

describe('the node of a Page', () => {
  test('tells whether it is published, and its Instagram account', async () => {
    const fixture = await startFixture();
    const path = `/${fixture.page.id}?fields=name,is_published,link,instagram_business_account{id,username}`;
    expect((await callGraph(fixture, 'GET', path)).json).toMatchObject({
      id: fixture.page.id,
      is_published: true,
      instagram_business_account: { id: INSTAGRAM_ID, username: 'pine.and.kettle' },
    });
    await fixture.sim.control.setPage(fixture.page.id, { isPublished: false, instagramId: null });
    const { json } = await callGraph(fixture, 'GET', path);
    expect(json['is_published']).toBe(false);
    expect(json).not.toHaveProperty('instagram_business_account');
  });

  test('refuses a field there is not', async () => {
    const { error } = await callGraph(await startFixture(), 'GET', '/me?fields=typo');
    expect(error).toMatchObject({ code: 100, message: expect.stringContaining('typo') });
  });

  test('leads to the account it is linked to, with the same token', async () => {
    const fixture = await startFixture();
    const { json } = await callGraph(fixture, 'GET', `/${INSTAGRAM_ID}?fields=username`);
    expect(json).toEqual({ id: INSTAGRAM_ID, username: 'pine.and.kettle' });
    const apps = await callGraph(fixture, 'GET', `/${INSTAGRAM_ID}/subscribed_apps`);
    expect(apps.json['data']).toMatchObject([{ id: APP_ID }]);
  });
});

describe('the linked Instagram account', () => {
  const IGSID = '9007199254740995';
  const body = { recipient: { id: IGSID }, message: { text: 'hello' } };

  test('is written to with the Page’s token, by the person’s id there', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.writeMessage({ person: 'ada', pageId: INSTAGRAM_ID, text: 'hi' });
    const { json } = await callGraph(fixture, 'POST', `/${fixture.page.id}/messages`, { body });
    expect(json).toMatchObject({ recipient_id: IGSID, message_id: expect.any(String) });
  });

  test('needs a permission of its own', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.writeMessage({ person: 'ada', pageId: INSTAGRAM_ID, text: 'hi' });
    await fixture.sim.control.setToken(fixture.page.id, { scopes: ['pages_messaging'] });
    const { error } = await callGraph(fixture, 'POST', '/me/messages', { body });
    expect(error).toMatchObject({ code: 200, message: expect.stringContaining('instagram_manage_messages') });
  });
});

describe('subscribed_apps', () => {
  test('lists the other apps of the Page beside ours', async () => {
    const fixture = await startFixture();
    const otherApps = [{ id: '4242', name: 'Another bot', fields: ['messages'] }];
    await fixture.sim.control.setPage(fixture.page.id, { subscribedFields: null, otherApps });
    const { json } = await callGraph(fixture, 'GET', '/me/subscribed_apps');
    expect(json['data']).toEqual([
      expect.objectContaining({ id: '4242', name: 'Another bot', subscribed_fields: ['messages'] }),
    ]);
  });
});

describe('personas', () => {
  test('are made, listed, told and deleted', async () => {
    const fixture = await startFixture();
    const body = { name: 'Kim', profile_picture_url: 'https://shop.example/kim.png' };
    const { json } = await callGraph(fixture, 'POST', '/me/personas', { body });
    const id = String(json['id']);
    expect((await callGraph(fixture, 'GET', '/me/personas')).json['data']).toEqual([{ id, ...body }]);
    expect((await callGraph(fixture, 'GET', `/${id}`)).json).toEqual({ id, ...body });
    expect((await callGraph(fixture, 'DELETE', `/${id}`)).json).toEqual({ success: true });
    expect((await callGraph(fixture, 'GET', `/${id}`)).error?.error_subcode).toBe(33);
  });

  test('of another Page cannot be written under', async () => {
    const body = { recipient: { id: ADA }, message: { text: 'hi' }, persona_id: '1' };
    const { error } = await callGraph(await withThread(), 'POST', '/me/messages', { body });
    expect(error).toMatchObject({ code: 100, message: expect.stringContaining('persona_id') });
  });

  test('need a name and a picture', async () => {
    const fixture = await startFixture();
    for (const body of [{ name: 'Kim' }, { profile_picture_url: 'https://shop.example/kim.png' }]) {
      expect((await callGraph(fixture, 'POST', '/me/personas', { body })).error?.code).toBe(100);
    }
  });
});

describe('attachments', () => {
  const upload = (type: string, payload: object): { body: object } => ({
    body: { message: { attachment: { type, payload } } },
  });
  const send = (type: string, payload: object): { body: object } => ({
    body: { recipient: { id: ADA }, message: { attachment: { type, payload } } },
  });

  test('are uploaded once and sent by their id', async () => {
    const fixture = await withThread();
    const file = { url: 'https://shop.example/tea.png', is_reusable: true };
    const { json } = await callGraph(fixture, 'POST', '/me/message_attachments', upload('image', file));
    const sent = await callGraph(
      fixture,
      'POST',
      '/me/messages',
      send('image', { attachment_id: json['attachment_id'] }),
    );
    expect(sent.json).toMatchObject({ recipient_id: ADA, message_id: expect.any(String) });
    const { threads } = await fixture.sim.control.state();
    expect(threads[0]?.messages.at(-1)?.attachment).toMatchObject({ type: 'image', title: 'tea.png' });
  });

  test('are uploaded in the call itself, and told in the echo', async () => {
    const fixture = await withThread();
    const { sim, page, peer } = fixture;
    const form = new FormData();
    form.set('message', '{"attachment":{"type":"image","payload":{"is_reusable":true}}}');
    form.set('filedata', new Blob(['tea'], { type: 'image/png' }), 'tea.png');
    const url = `${sim.url}/graph/me/message_attachments?access_token=${page.token}`;
    const { attachment_id } = (await (await fetch(url, { method: 'POST', body: form })).json()) as Record<
      string,
      unknown
    >;
    await callGraph(fixture, 'POST', '/me/messages', send('image', { attachment_id }));
    await until(() => peer.webhooks.some(({ body }) => body.includes('is_echo')));
    const echo = peer.webhooks.map((_, index) => peer.event(index)).find((event) => 'message' in event);
    expect(echo).toMatchObject({
      message: { attachments: [{ type: 'image', payload: { url: expect.stringMatching(/\/tea\.png$/) } }] },
    });
  });

  test('sent as reusable come back with an id', async () => {
    const fixture = await withThread();
    const file = { url: 'https://shop.example/price-list.pdf', is_reusable: true };
    const { json } = await callGraph(fixture, 'POST', '/me/messages', send('file', file));
    expect(json['attachment_id']).toMatch(/^\d+$/);
  });

  test.each([
    ['an unknown id', send('image', { attachment_id: '1' }), 2018074],
    ['an address that is none', send('image', { url: 'tea' }), 2018008],
  ])('are refused for %s', async (_what, input, subcode) => {
    const { error } = await callGraph(await withThread(), 'POST', '/me/messages', input);
    expect(error).toMatchObject({ code: 100, error_subcode: subcode });
  });

  test('of another type than they were uploaded as are refused', async () => {
    const fixture = await withThread();
    const file = { url: 'https://shop.example/tea.png' };
    const { json } = await callGraph(fixture, 'POST', '/me/message_attachments', upload('image', file));
    const sent = await callGraph(
      fixture,
      'POST',
      '/me/messages',
      send('video', { attachment_id: json['attachment_id'] }),
    );
    expect(sent.error).toMatchObject({ code: 100, error_subcode: 2018047 });
  });
});

describe('account linking', () => {
  test('tells whose token it is, for five minutes and to this Page only', async () => {
    const fixture = await startFixture();
    const token = await fixture.sim.control.linkingToken(fixture.page.id, 'ada');
    const path = `/me?fields=recipient&account_linking_token=${token}`;
    expect((await callGraph(fixture, 'GET', path)).json).toEqual({ id: fixture.page.id, recipient: ADA });
    await fixture.sim.control.steerClock({ advanceMs: 5 * 60_000 + 1 });
    expect((await callGraph(fixture, 'GET', path)).error?.code).toBe(10303);
    const wrong = await callGraph(fixture, 'GET', '/me?fields=recipient&account_linking_token=nothing');
    expect(wrong.error?.code).toBe(10303);
  });

  test('is ended by unlink_accounts also where there is none: then nobody hears of it', async () => {
    const fixture = await startFixture();
    const { json } = await callGraph(fixture, 'POST', '/me/unlink_accounts', { body: { psid: ADA } });
    expect(json).toEqual({ result: 'unlink account success' });
    expect(await fixture.sim.control.deliveries()).toEqual([]);
    const nobody = await callGraph(fixture, 'POST', '/me/unlink_accounts', { body: { psid: '1' } });
    expect(nobody.error?.error_subcode).toBe(2018001);
  });
});

describe('id matching', () => {
  test('leads from the app’s id of a person to the Page’s, by the app’s token', async () => {
    const fixture = await withThread();
    const path = `/${ADA_ASID}/ids_for_pages?page=${fixture.page.id}`;
    const { json } = await callGraph(fixture, 'GET', path, { token: APP_TOKEN });
    expect(json['data']).toEqual([{ id: ADA, page: { id: fixture.page.id, name: 'Pine & Kettle' } }]);
    expect((await callGraph(fixture, 'GET', path)).error?.code).toBe(100);
  });

  test('leads back by the Page’s token, and is empty for another app', async () => {
    const fixture = await withThread();
    const { json } = await callGraph(fixture, 'GET', `/${ADA}/ids_for_apps`);
    expect(json['data']).toMatchObject([{ id: ADA_ASID, app: { id: APP_ID } }]);
    expect((await callGraph(fixture, 'GET', `/${ADA}/ids_for_apps?app=1`)).json).toEqual({ data: [] });
    expect((await callGraph(fixture, 'GET', '/1/ids_for_apps')).error?.error_subcode).toBe(33);
  });
});

describe('conversations', () => {
  test('are the threads of the Page, with who takes part and what was said', async () => {
    const fixture = await withThread();
    await fixture.sim.control.writeMessage({ person: 'ada', pageId: fixture.page.id, text: 'Is it there?' });
    const fields = 'participants,messages.limit(1){message,from}';
    const { json } = await callGraph(fixture, 'GET', `/me/conversations?user_id=${ADA}&fields=${fields}`);
    expect(json['data']).toMatchObject([
      {
        id: expect.stringMatching(/^t_/),
        participants: { data: [{ id: ADA }, { id: fixture.page.id }] },
        messages: { data: [{ message: 'Is it there?', from: { id: ADA } }, { message: 'Get Started' }] },
      },
    ]);
    expect((await callGraph(fixture, 'GET', '/me/conversations?user_id=1')).json).toEqual({ data: [] });
  });
});

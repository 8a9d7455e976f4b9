import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { ADA, callGraph, type GraphResult } from './graph-client.ts';
import { APP_SECRET } from './simulator-fixture.ts';
import { API_KEY, startPeer, type ThreadtiePeer, VERIFY_TOKEN } from './threadtie-peer.ts';

let peer: ThreadtiePeer;
let sim: RunningSimulator;
let page: { id: string; token: string };

beforeAll(async () => {
  peer = await startPeer();
  const app = { id: '1517776481860111', secret: APP_SECRET, verifyToken: VERIFY_TOKEN };
  sim = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    apiUrl: peer.url,
    apiKey: API_KEY,
    app,
    statePath: null,
  });
  await sim.ready;
  const [shop] = (await sim.control.state()).pages;
  page = { id: shop?.id ?? '', token: shop?.accessToken ?? '' };
  await sim.control.getStarted({ person: 'ada', pageId: page.id });
});
afterAll(async () => {
  await sim.close();
  await peer.close();
});

function send(message: object): Promise<GraphResult> {
  return callGraph({ sim, page }, 'POST', '/me/messages', { body: { recipient: { id: ADA }, message } });
}

function buttons(...list: object[]): object {
  return { attachment: { type: 'template', payload: { template_type: 'button', text: 'Tea?', buttons: list } } };
}

function generic(...elements: object[]): object {
  return { attachment: { type: 'template', payload: { template_type: 'generic', elements } } };
}

const reply = (parts: object = {}): object => ({ content_type: 'text', title: 'Green', payload: 'G', ...parts });
const postback = { type: 'postback', title: 'Yes', payload: 'Y' };
const times = (count: number, one: object): object[] => Array.from({ length: count }, () => one);
const long = (length: number): string => 'é'.repeat(length);

describe('the content of a message', () => {
  test.each<[what: string, message: object]>([
    ['13 quick replies', { text: 'Tea?', quick_replies: times(13, reply()) }],
    [
      'a title of 20 and a payload of 1000',
      { text: 'Tea?', quick_replies: [reply({ title: long(20), payload: long(1000) })] },
    ],
    [
      'an empty payload beside a picture',
      { text: 'Tea?', quick_replies: [reply({ payload: '', image_url: 'https://x.example/i.png' })] },
    ],
    [
      'an e-mail address and a number of the profile',
      { text: 'Who?', quick_replies: [{ content_type: 'user_email' }, { content_type: 'user_phone_number' }] },
    ],
    [
      'three kinds of buttons',
      buttons(postback, { type: 'web_url', title: 'Shop', url: 'https://shop.example/' }, { type: 'account_unlink' }),
    ],
    ['a Log In button by https', buttons({ type: 'account_link', url: 'https://shop.example/link' })],
    ['a Log In button of this machine', buttons({ type: 'account_link', url: 'http://localhost:8787/link' })],
    ['metadata of 999', { text: 'Tea?', metadata: long(999) }],
    ['ten cards', generic(...times(10, { title: long(80), subtitle: long(80), buttons: [postback] }))],
  ])('is taken: %s', async (_what, message) => {
    expect(await send(message)).toMatchObject({ status: 200, json: { recipient_id: ADA } });
  });

  test.each<[what: string, message: object, part: string]>([
    ['14 quick replies', { text: 'Tea?', quick_replies: times(14, reply()) }, 'quick_replies'],
    ['no quick reply', { text: 'Tea?', quick_replies: [] }, 'quick_replies'],
    ['a reply title of 21', { text: 'Tea?', quick_replies: [reply({ title: long(21) })] }, 'title'],
    ['a reply without payload', { text: 'Tea?', quick_replies: [reply({ payload: undefined })] }, 'payload'],
    ['an empty payload without a picture', { text: 'Tea?', quick_replies: [reply({ payload: '' })] }, 'payload'],
    ['a reply payload of 1001', { text: 'Tea?', quick_replies: [reply({ payload: long(1001) })] }, 'payload'],
    [
      'a reply that asks for the place',
      { text: 'Tea?', quick_replies: [{ content_type: 'location' }] },
      'content_type',
    ],
    ['quick replies without a text', { quick_replies: [reply()] }, 'empty'],
    ['four buttons', buttons(postback, postback, postback, postback), 'buttons'],
    ['no button', buttons(), 'buttons'],
    ['a button title of 21', buttons({ ...postback, title: long(21) }), 'title'],
    ['a payload of 1001', buttons({ ...postback, payload: long(1001) }), 'payload'],
    ['a postback without payload', buttons({ type: 'postback', title: 'Yes' }), 'payload'],
    ['an address that is none', buttons({ type: 'web_url', title: 'Shop', url: 'javascript:alert(1)' }), 'url'],
    [
      'a height there is not',
      buttons({ type: 'web_url', title: 'S', url: 'https://a.example', webview_height_ratio: 'x' }),
      'height',
    ],
    ['a Log In button without https', buttons({ type: 'account_link', url: 'http://shop.example/link' }), 'https'],
    ['a Log In button with a title', buttons({ type: 'account_link', url: 'https://a.example', title: 'In' }), 'title'],
    ['a Log Out button with an address', buttons({ type: 'account_unlink', url: 'https://a.example' }), 'url'],
    ['a button of another type', buttons({ type: 'phone_number', title: 'Call', payload: '+15' }), 'type'],
    [
      'a text of 641 above buttons',
      { attachment: { type: 'template', payload: { template_type: 'button', text: long(641), buttons: [postback] } } },
      '640',
    ],
    ['a text beside a template', { text: 'Tea?', ...buttons(postback) }, 'exactly one'],
    ['eleven cards', generic(...times(11, { title: 'Tea', subtitle: 'hot' })), 'elements'],
    ['a card with nothing but a title', generic({ title: 'Tea' }), 'besides'],
    ['a card title of 81', generic({ title: long(81), subtitle: 'hot' }), '80'],
    ['another template', { attachment: { type: 'template', payload: { template_type: 'receipt' } } }, 'template_type'],
    ['metadata of 1000', { text: 'Tea?', metadata: long(1000) }, 'metadata'],
  ])('is refused: %s', async (_what, message, part) => {
    const { status, error } = await send(message);
    expect({ status, code: error?.code }).toEqual({ status: 400, code: 100 });
    expect(error?.message).toContain(part);
  });

  test('is told back as it was sent, with its metadata, and stands in the thread', async () => {
    peer.webhooks.length = 0;
    const list = [postback, { type: 'account_link', url: 'https://shop.example/link' }, { type: 'account_unlink' }];
    const { json } = await send({ ...buttons(...list), metadata: 'tt:msg_1' });
    const { messages } = (await sim.control.state()).threads[0] ?? {};
    expect(messages?.at(-1)).toMatchObject({ mid: json['message_id'], metadata: 'tt:msg_1', buttons: list });
    const [echo] = (await sim.control.deliveries()).slice(-2);
    expect(JSON.parse(echo?.body ?? '').entry[0].messaging[0].message).toMatchObject({
      is_echo: true,
      metadata: 'tt:msg_1',
      attachments: [{ type: 'template', title: 'Tea?', payload: { template_type: 'button', buttons: list } }],
    });
    const cards = [{ title: 'Oolong', subtitle: 'from the hill', buttons: [postback] }];
    const shown = await send(generic(...cards));
    const { mid } = { mid: shown.json['message_id'] };
    await sim.control.act('buttons', { person: 'ada', pageId: page.id, mid, payload: 'Y' });
    const tapped = (await sim.control.deliveries()).at(-1);
    expect(tapped?.body).toContain('"payload":"Y"');
  });
});

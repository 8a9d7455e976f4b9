import { describe, expect, test } from 'vitest';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const PSID = '9007199254740993';

function tap({ sim }: Fixture, path: string, form: Record<string, string> = {}): Promise<Response> {
  const headers = { origin: sim.url };
  return fetch(sim.url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) });
}

async function chat(fixture: Fixture, query = ''): Promise<string> {
  return await (await fetch(`${fixture.sim.url}/chat/${fixture.page.id}${query}`)).text();
}

/** What the server was told last, once it was told so many things. */
async function told({ peer }: Fixture, count: number): Promise<Record<string, unknown>[]> {
  await until(() => peer.webhooks.length >= count);
  return peer.webhooks.map((_, index) => peer.event(index));
}

async function withMessage(): Promise<{ fixture: Fixture; at: string; mid: string }> {
  const fixture = await startFixture();
  const { message } = await fixture.sim.control.writeMessage({ person: 'ada', pageId: fixture.page.id, text: 'tpyo' });
  await told(fixture, 1);
  return { fixture, at: `/chat/${fixture.page.id}`, mid: message.mid };
}

describe('the phone, by forms alone', () => {
  test.each([
    ['image', { type: 'image', payload: { url: expect.stringMatching(/\?oe=[0-9A-F]+$/) } }],
    ['audio', { type: 'audio' }],
    ['file', { type: 'file' }],
    ['location', { type: 'location', payload: { coordinates: { lat: 51.4779, long: -0.0015 } } }],
    ['sticker', { type: 'sticker', payload: { sticker_id: 144884865685780 } }],
    ['like', { type: 'sticker', payload: { sticker_id: 369239263222822 } }],
  ])('sends an attachment: %s', async (attachment, shape) => {
    const { fixture, at } = await withMessage();
    expect((await tap(fixture, `${at}/attachments`, { attachment })).status).toBe(303);
    expect((await told(fixture, 2))[1]).toMatchObject({ sender: { id: PSID }, message: { attachments: [shape] } });
  });

  test('reacts to a message and takes the reaction back', async () => {
    const { fixture, at, mid } = await withMessage();
    await tap(fixture, `${at}/react`, { mid, reaction: 'love' });
    expect((await told(fixture, 2))[1]).toMatchObject({
      reaction: { action: 'react', reaction: 'love', emoji: '❤️', mid },
    });
    expect(await chat(fixture)).toContain('You reacted:</span>❤️');
    await tap(fixture, `${at}/react`, { mid, reaction: '' });
    expect((await told(fixture, 3))[2]?.['reaction']).toEqual({ action: 'unreact', mid });
  });

  test('replies to a message that the address names', async () => {
    const { fixture, at, mid } = await withMessage();
    expect(await chat(fixture, `?reply=${mid}`)).toContain('Replying to');
    await tap(fixture, `${at}/messages`, { text: 'again', mid });
    expect((await told(fixture, 2))[1]).toMatchObject({ message: { reply_to: { mid, is_self_reply: true } } });
  });

  test('edits a message at most five times, and unsends it', async () => {
    const { fixture, at, mid } = await withMessage();
    for (let n = 1; n <= 5; n++) await tap(fixture, `${at}/edit`, { mid, text: `typo ${n}` });
    expect((await tap(fixture, `${at}/edit`, { mid, text: 'typo 6' })).status).toBe(400);
    expect(await told(fixture, 6)).toContainEqual(
      expect.objectContaining({ message_edit: { mid, text: 'typo 5', num_edit: 5 } }),
    );
    await tap(fixture, `${at}/unsend`, { mid });
    expect((await told(fixture, 7))[6]).toMatchObject({ message: { mid, is_deleted: true } });
    expect(await chat(fixture)).toContain('You unsent a message');
  });

  test('taps a quick reply and a button of the Page', async () => {
    const { fixture, at } = await withMessage();
    await tap(fixture, `${at}/page-menu`);
    const offered = (await fixture.sim.control.state()).threads[0]?.messages.at(-1)?.mid ?? '';
    await tap(fixture, `${at}/quick-reply`, { mid: offered, payload: 'PICK_GREEN' });
    await tap(fixture, `${at}/button`, { mid: offered, payload: 'SEE_TEAS' });
    const events = await told(fixture, 5);
    expect(events).toContainEqual(
      expect.objectContaining({
        message: expect.objectContaining({ text: 'Green', quick_reply: { payload: 'PICK_GREEN' } }),
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ postback: expect.objectContaining({ payload: 'SEE_TEAS' }) }),
    );
    expect((await tap(fixture, `${at}/button`, { mid: offered, payload: 'FORGED' })).status).toBe(404);
  });

  test('opens an ad in a thread that exists, and in a new one', async () => {
    const { fixture, at } = await withMessage();
    await tap(fixture, `${at}/open-ad`, { ref: 'autumn' });
    const referral = { ref: 'autumn', source: 'ADS', type: 'OPEN_THREAD', ad_id: '23850000000000017' };
    expect((await told(fixture, 2))[1]).toMatchObject({ referral });
    await tap(fixture, `${at}/forget`);
    await tap(fixture, `${at}/open-ad`, { ref: 'autumn' });
    await tap(fixture, `${at}/messages`, { text: 'Is this the tea?' });
    expect((await told(fixture, 3))[2]).toMatchObject({ message: { text: 'Is this the tea?', referral } });
  });

  test('blocks the Page, which then cannot write, and unblocks it', async () => {
    const { fixture, at } = await withMessage();
    await tap(fixture, `${at}/block`, { blocked: 'yes' });
    expect((await tap(fixture, `${at}/messages`, { text: 'hello?' })).status).toBe(403);
    const url = `${fixture.sim.url}/graph/me/messages?access_token=${fixture.page.token}`;
    const body = JSON.stringify({ recipient: { id: PSID }, message: { text: 'hi' } });
    const send = (): Promise<Response> =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await (await send()).json()).toMatchObject({ error: { code: 551, error_subcode: 1545041 } });
    await tap(fixture, `${at}/block`, { blocked: 'no' });
    expect((await send()).status).toBe(200);
  });
});

describe('receipts', () => {
  test('come by themselves: delivered at once, read when the person opens the chat, each once', async () => {
    const { fixture } = await withMessage();
    const { message } = await fixture.sim.control.act('page-messages', {
      person: 'ada',
      pageId: fixture.page.id,
      text: 'Yes?',
    });
    const delivered = await told(fixture, 3);
    expect(delivered).toContainEqual(
      expect.objectContaining({ delivery: { mids: [message?.mid], watermark: message?.at } }),
    );
    await chat(fixture);
    await chat(fixture);
    const events = await told(fixture, 4);
    expect(events.filter((event) => 'read' in event)).toEqual([
      expect.objectContaining({ sender: { id: PSID }, read: { watermark: expect.any(Number) } }),
    ]);
  });

  test.each([
    ['never', []],
    ['readOnly', ['read']],
    ['withoutMids', ['delivery', 'read']],
  ] as const)('can be told otherwise: %s', async (receipts, kinds) => {
    const { fixture } = await withMessage();
    await fixture.sim.control.setFaults({ receipts });
    await fixture.sim.control.act('page-messages', { person: 'ada', pageId: fixture.page.id, text: 'Yes?' });
    await chat(fixture);
    const events = (await told(fixture, 2 + kinds.length)).slice(1).filter((event) => !('message' in event));
    expect(events.flatMap((event) => Object.keys(event).slice(3)).toSorted()).toEqual(kinds);
    expect(JSON.stringify(events)).not.toContain('"mids"');
  });
});

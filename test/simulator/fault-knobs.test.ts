import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { systemRandom } from '../../server/base/random.ts';
import { createSteerableRandom } from '../../server/simulator/state/steerable-random.ts';
import type { WebhookTarget } from '../../server/simulator/webhook/deliver.ts';
import type { FaultChange } from '../../server/simulator/webhook/faults.ts';
import { signPayload } from '../../server/simulator/webhook/sign-payload.ts';
import { pageUpdates } from '../../server/simulator/webhook/update.ts';
import { createWebhookSender, type WebhookSender } from '../../server/simulator/webhook/webhook-sender.ts';
import { APP_ID } from './graph-client.ts';
import { APP_SECRET } from './simulator-fixture.ts';
import { startPeer, type ThreadtiePeer } from './threadtie-peer.ts';

const PSID = '9007199254740993';

function event(n = 1): Record<string, unknown> {
  const head = { sender: { id: PSID }, recipient: { id: '2' }, timestamp: 1_780_300_799_870 + n };
  return { ...head, message: { mid: `m_${n}`, text: 'say "id":"5" / é' } };
}

async function start(faults: FaultChange): Promise<{ peer: ThreadtiePeer; sender: WebhookSender }> {
  const peer = await startPeer();
  const random = createSteerableRandom(systemRandom);
  const target = (): WebhookTarget => ({ url: `${peer.url}/webhooks/messenger`, secret: APP_SECRET });
  const sender = createWebhookSender({ target, clock: systemClock, random, retryDelay: () => 0 });
  sender.setFaults(faults);
  onTestFinished(() => peer.close());
  onTestFinished(() => sender.close());
  return { peer, sender };
}

async function bodyWith(
  faults: FaultChange,
): Promise<{ text: string; json: Record<string, unknown>; notes: string[] }> {
  const { peer, sender } = await start({ seed: 'a', ...faults });
  const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
  await sender.settled();
  const text = peer.webhooks[0]?.body ?? '';
  expect(peer.webhooks[0]?.headers).toMatchObject(signPayload(APP_SECRET, text));
  return { text, json: JSON.parse(text), notes: delivery.faults };
}

const item = (shape: object): object => ({ entry: [{ messaging: [shape] }] });

describe('a fault of the content', () => {
  test('numericIds writes every digit of an id, and leaves text alone', async () => {
    const { text, notes } = await bodyWith({ numericIds: true });
    expect(text).toContain(`"sender":{"id":${PSID}}`);
    expect(text).toContain(String.raw`say \"id\":\"5\"`);
    expect(notes).toEqual(['Ids were written as numbers.']);
  });

  test.each([
    ['strings', '1780300799871'],
    ['seconds', 1_780_300_799],
    ['secondStrings', '1780300799'],
  ] as const)('timestamps writes times as %s', async (timestamps, timestamp) => {
    const { json } = await bodyWith({ timestamps });
    expect(json).toMatchObject(item({ timestamp }));
    expect(json).toMatchObject({
      entry: [{ time: typeof timestamp === 'string' ? expect.any(String) : expect.any(Number) }],
    });
  });

  test('extraKeys puts a key nobody knows into every object', async () => {
    const { text } = await bodyWith({ extraKeys: true });
    expect(text.match(/"x_[a-z0-9]{5}":/g)).toHaveLength(6);
  });

  test('unknownField adds an event of a kind nobody knows', async () => {
    const { text } = await bodyWith({ unknownField: true });
    expect(text).toMatch(/"unheard_of_[a-z0-9]{4}":/);
  });

  test('nullFields sets optional keys to null', async () => {
    const { json, text } = await bodyWith({ nullFields: true });
    expect(json).toMatchObject(
      item({ message: { attachments: null, quick_reply: null, reply_to: null, referral: null } }),
    );
    expect(text).toMatch(/,"[a-z_]+":null\}\]/);
  });

  test('bareEntry adds an entry without any array', async () => {
    const { json } = await bodyWith({ bareEntry: true });
    expect(json['entry']).toEqual([
      { id: '2', time: expect.any(Number) },
      expect.objectContaining({ messaging: [event()] }),
    ]);
  });

  test('keyOrder begins events as they were captured, or shuffles every object', async () => {
    expect((await bodyWith({ keyOrder: 'captured' })).text).toMatch(
      /\[\{"recipient":.*"timestamp":.*"sender":.*"message":/,
    );
    const { json, text } = await bodyWith({ keyOrder: 'shuffled' });
    expect(json).toMatchObject({ object: 'page', ...item(event()) });
    expect(text).not.toMatch(
      /^\{"object":"page","entry":\[\{"id":"2","time":\d+,"messaging":\[\{"sender":\{"id":"\d+"\},"recipient"/,
    );
  });
});

describe('a fault of the transport', () => {
  test.each([
    ['wrong', { 'x-hub-signature-256': expect.any(String) }],
    ['sha1Only', { 'x-hub-signature': expect.any(String) }],
    ['missing', {}],
  ] as const)('signature "%s" spoils as many attempts as it says', async (signature, headers) => {
    const { peer, sender } = await start({ signature, badAttempts: 2 });
    peer.statuses.push(401, 401);
    const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
    await sender.settled();
    const good = signPayload(APP_SECRET, delivery.body)['x-hub-signature-256'];
    const sent = peer.webhooks.map((webhook) => webhook.headers['x-hub-signature-256']);
    expect(peer.webhooks[0]?.headers).toMatchObject(headers);
    expect([sent[0] === good, sent[1] === good, sent[2]]).toEqual([false, false, good]);
    expect(delivery.attempts.map((attempt) => attempt.fault === null)).toEqual([false, false, true]);
  });

  test('truncate cuts the body after or before it was signed', async () => {
    for (const truncate of ['afterSigning', 'beforeSigning'] as const) {
      const { peer, sender } = await start({ truncate, seed: 'cut' });
      const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
      await sender.settled();
      const body = peer.webhooks[0]?.body ?? '';
      const isSigned =
        peer.webhooks[0]?.headers['x-hub-signature-256'] === signPayload(APP_SECRET, body)['x-hub-signature-256'];
      expect(delivery.body.startsWith(body) && body.length < delivery.body.length).toBe(true);
      expect(isSigned).toBe(truncate === 'beforeSigning');
    }
  });

  test('lostAnswers sends accepted bytes again as if no answer had come', async () => {
    const { peer, sender } = await start({ lostAnswers: 2 });
    const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
    await sender.settled();
    expect(peer.webhooks).toHaveLength(3);
    expect(delivery.attempts.map((attempt) => attempt.status)).toEqual([null, null, 200]);
  });

  test('batch gathers updates of several Pages into one POST', async () => {
    const { peer, sender } = await start({ batch: 3, holdMs: 60_000 });
    for (const [n, pageId] of ['2', '7', '2', '2'].entries()) sender.send(pageUpdates(APP_ID, pageId, [event(n)]));
    await sender.settled();
    const bodies = peer.webhooks
      .map((webhook) => JSON.parse(webhook.body))
      .toSorted((a, b) => b.entry.length - a.entry.length);
    expect(bodies.map((body) => body.entry.map((entry: { id: string }) => entry.id))).toEqual([['2', '7', '2'], ['2']]);
  });

  test('batch holds a thousand updates in one POST', async () => {
    const { peer, sender } = await start({ batch: 1000, holdMs: 60_000 });
    for (let n = 0; n < 1000; n++) sender.send(pageUpdates(APP_ID, '2', [event(n)]));
    await sender.settled();
    expect(JSON.parse(peer.webhooks[0]?.body ?? '').entry[0].messaging).toHaveLength(1000);
    expect(peer.webhooks).toHaveLength(1);
  });

  test('reorder changes the places of deliveries, the same way for the same seed', async () => {
    const orders = [];
    for (const seed of ['a', 'a', 'b']) {
      const { peer, sender } = await start({ reorder: 8, holdMs: 60_000, seed });
      for (let n = 0; n < 8; n++) sender.send(pageUpdates(APP_ID, '2', [event(n)]));
      await sender.settled();
      orders.push(peer.webhooks.map((webhook) => /m_\d/.exec(webhook.body)?.[0]).join());
    }
    expect(orders[0]).not.toBe('m_0,m_1,m_2,m_3,m_4,m_5,m_6,m_7');
    expect(orders[1]).toBe(orders[0]);
    expect(orders[2]).not.toBe(orders[0]);
  });

  test('emptyEntry and changesTest send a further POST each', async () => {
    const { peer, sender } = await start({ emptyEntry: true, changesTest: true });
    sender.send(pageUpdates(APP_ID, '2', [event()]));
    await sender.settled();
    const bodies = peer.webhooks.map((webhook) => JSON.parse(webhook.body));
    expect(bodies).toHaveLength(3);
    expect(bodies).toContainEqual({ object: 'page', entry: [] });
    expect(bodies).toContainEqual(expect.objectContaining({ entry: [expect.objectContaining({ id: '0' })] }));
  });

  test('timeoutMs decides how long an answer may take', async () => {
    const { peer, sender } = await start({ timeoutMs: 1500 });
    peer.pauses.push(10_000);
    const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
    await sender.settled();
    const attempts = [{ status: null, error: 'No answer within 1.5 seconds.' }, { status: 200 }];
    expect(delivery.attempts).toMatchObject(attempts);
  });

  test('delaySpreadMs waits as long as the seed says', async () => {
    const { sender } = await start({ delaySpreadMs: 80, seed: 'late' });
    const delivery = sender.send(pageUpdates(APP_ID, '2', [event()]));
    await sender.settled();
    expect(delivery.faults).toEqual([expect.stringMatching(/^The first attempt waited \d{1,2} ms\.$/)]);
  });

  test('share hits a part of the deliveries', async () => {
    const { sender } = await start({ share: 0.3, drop: true, seed: 'some' });
    const deliveries = Array.from({ length: 60 }, (_, n) => sender.send(pageUpdates(APP_ID, '2', [event(n)])));
    await sender.settled();
    const dropped = deliveries.filter((delivery) => delivery.status === 'dropped').length;
    expect(dropped).toBeGreaterThan(5);
    expect(dropped).toBeLessThan(35);
  });
});

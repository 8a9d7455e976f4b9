import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { systemRandom } from '../../server/base/random.ts';
import { retryDelay } from '../../server/simulator/webhook/retry-delay.ts';
import { signPayload } from '../../server/simulator/webhook/sign-payload.ts';
import { pageUpdates } from '../../server/simulator/webhook/update.ts';
import { createWebhookSender, type WebhookSender } from '../../server/simulator/webhook/webhook-sender.ts';
import { APP_SECRET, until } from './simulator-fixture.ts';
import { APP_ID } from './graph-client.ts';
import { startPeer, type ThreadtiePeer } from './threadtie-peer.ts';

const EVENT = { sender: { id: '1' }, recipient: { id: '2' }, timestamp: 3, message: { mid: 'm_1', text: 'hi' } };

async function start(delay?: typeof retryDelay): Promise<{ peer: ThreadtiePeer; sender: WebhookSender }> {
  const peer = await startPeer();
  const url = `${peer.url}/webhooks/messenger`;
  const sender = createWebhookSender({
    target: () => ({ url, secret: APP_SECRET }),
    clock: systemClock,
    random: systemRandom,
    retryDelay: delay,
  });
  onTestFinished(() => peer.close());
  onTestFinished(() => sender.close());
  return { peer, sender };
}

describe('the webhook sender', () => {
  test('posts a batch whose bytes carry both signatures', async () => {
    const { peer, sender } = await start();
    sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    const [webhook] = peer.webhooks;
    expect(webhook?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      ...signPayload(APP_SECRET, webhook?.body ?? ''),
    });
    expect(JSON.parse(webhook?.body ?? '')).toMatchObject({ object: 'page', entry: [{ id: '2', messaging: [EVENT] }] });
  });

  test('tries again with the same bytes until it is answered 200', async () => {
    const { peer, sender } = await start();
    peer.statuses.push(503, 202, 302);
    const delivery = sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    expect(delivery.status).toBe('delivered');
    expect(delivery.attempts.map((attempt) => attempt.status)).toEqual([503, 202, 302, 200]);
    expect(new Set(peer.webhooks.map((webhook) => webhook.body)).size).toBe(1);
  });

  test('gives up when the schedule ends, and says so', async () => {
    const { peer, sender } = await start((retry) => (retry > 2 ? null : 0));
    peer.statuses.push(500, 500, 500, 500);
    const delivery = sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    expect(delivery).toMatchObject({ status: 'failed', reason: 'The server accepted none of the attempts.' });
    expect(peer.webhooks).toHaveLength(3);
  });

  test('records a server that is not there as a failed attempt', async () => {
    const { peer, sender } = await start(() => null);
    await peer.close();
    const delivery = sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    expect(delivery.attempts).toMatchObject([{ status: null, error: 'ECONNREFUSED' }]);
  });

  test('sends accepted bytes again as often as the fault says', async () => {
    const { peer, sender } = await start();
    sender.setFaults({ duplicates: 4 });
    sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    expect(peer.webhooks).toHaveLength(5);
    expect(new Set(peer.webhooks.map((webhook) => webhook.body)).size).toBe(1);
  });

  test('waits before the first attempt when told to delay', async () => {
    const { peer, sender } = await start();
    sender.setFaults({ delayMs: 150 });
    sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(peer.webhooks).toHaveLength(0);
    await sender.settled();
    expect(peer.webhooks).toHaveLength(1);
  });

  test('loses deliveries when told to drop them, and keeps a record', async () => {
    const { peer, sender } = await start();
    sender.setFaults({ drop: true });
    const delivery = sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await sender.settled();
    expect(peer.webhooks).toHaveLength(0);
    expect(delivery).toMatchObject({ status: 'dropped', reason: 'The fault "drop" is on.' });
  });

  test('holds retries back too while it is paused', async () => {
    const { peer, sender } = await start();
    sender.pause();
    const delivery = sender.send(pageUpdates(APP_ID, '2', [EVENT]));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(delivery.attempts).toHaveLength(0);
    sender.resume();
    await until(() => peer.webhooks.length === 1);
    expect(sender.paused).toBe(false);
  });
});

describe('the schedule of retries', () => {
  test('tries three times at once', () => {
    expect([1, 2, 3].map((retry) => retryDelay(retry, systemRandom))).toEqual([0, 0, 0]);
  });

  test('spaces the next ones further apart, with a fifth of jitter at most', () => {
    const delays = [4, 5, 6, 7, 8].map((retry) => retryDelay(retry, systemRandom) ?? 0);
    for (const [index, seconds] of [1, 2, 5, 10, 30].entries()) {
      expect(delays[index]).toBeGreaterThanOrEqual(seconds * 800);
      expect(delays[index]).toBeLessThanOrEqual(seconds * 1200);
    }
  });

  test('goes on for 36 hours when told to', () => {
    const delays = Array.from({ length: 40 }, (_, index) => retryDelay(index + 1, systemRandom, '36h'));
    const hours = delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0) / 3_600_000;
    expect(delays.at(-1)).toBeNull();
    expect(hours).toBeGreaterThan(30);
    expect(hours).toBeLessThan(42);
  });

  test('ends after about an hour', () => {
    const delays = Array.from({ length: 20 }, (_, index) => retryDelay(index + 1, systemRandom));
    const total = delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0);
    expect(delays.at(-1)).toBeNull();
    expect(total / 60_000).toBeGreaterThan(45);
    expect(total / 60_000).toBeLessThan(75);
  });
});

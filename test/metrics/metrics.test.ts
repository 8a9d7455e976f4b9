import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, deliveryOf, referral, sign, startTestServer, type TestServer, tick } from '../support/server.ts';

const PARKED = 'threadtie_events_parked_total{reason="unknown_page"}';

onBothDialects('GET /metrics', (server) => {
  const scrape = async (): Promise<string> => {
    const answer = await fetch(`${server().url}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    return await answer.text();
  };
  const value = (text: string, name: string): number | undefined => {
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };

  test('shows from the start what may be counted, and what the process uses', async () => {
    const text = await scrape();
    const deliveries = ['deliveries_received', 'deliveries_unreadable', 'deliveries_dead'];
    for (const name of [...deliveries, 'events_applied', 'events_dead']) {
      expect(value(text, `threadtie_${name}_total`)).toBe(0);
    }
    expect(value(text, 'threadtie_oldest_pending_seconds')).toBe(0);
    expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  test('counts what came, what was refused, what became of it, and how long it took', async () => {
    await createShop(server());
    const again = referral('1', undefined);
    await server().deliver(again, referral('2', undefined));
    await server().deliver(again);
    await server().deliver({ sender: { id: '1' }, recipient: { id: '404' }, timestamp: tick(), message: { mid: 'm' } });
    await server().post('not JSON', { 'x-hub-signature-256': sign('not JSON') });
    await server().post(deliveryOf(again), { 'x-hub-signature-256': 'sha256=00' });
    await server().settle();
    // It counts once it hears of its commit, and others may see that sooner.
    await expect.poll(async () => value(await scrape(), 'threadtie_events_applied_total')).toBe(2);
    await expect.poll(async () => value(await scrape(), PARKED)).toBe(1);
    const text = await scrape();
    expect(value(text, 'threadtie_deliveries_received_total')).toBe(4);
    expect(value(text, 'threadtie_deliveries_refused_total{code="invalid_signature"}')).toBe(1);
    expect(value(text, 'threadtie_deliveries_unreadable_total')).toBe(1);
    expect(value(text, 'threadtie_events_received_total')).toBe(4);
    expect(value(text, 'threadtie_events_duplicate_total')).toBe(1);
    expect(value(text, 'threadtie_event_apply_lag_seconds_count')).toBe(2);
    expect(value(text, 'threadtie_webhook_answer_seconds_count')).toBe(5);
    expect(value(text, 'threadtie_events_pending')).toBe(0);
    expect(value(text, 'threadtie_queue_jobs')).toBe(0);
  });

  test('counts requests by their route, never by their path', async () => {
    await server().api('GET', '/v1/events/evt_123456');
    await fetch(`${server().url}/nowhere/at/all`);
    await fetch(`${server().url}/metrics`, { method: 'PROPFIND' });
    const text = await scrape();
    expect(value(text, 'threadtie_http_requests_total{method="GET",route="/v1/events/:id",status="404"}')).toBe(1);
    expect(text).toContain('{method="GET",route="/*",status="404"}');
    expect(text).toContain('{method="other",');
    expect(text).not.toMatch(/evt_123456|nowhere/);
  });

  test('refuses a request that a proxy has passed on', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      const answer = await fetch(`${server().url}/metrics`, { headers: { [header]: '127.0.0.1' } });
      expect([header, answer.status]).toEqual([header, 401]);
    }
  });
});

describe('GET /metrics with METRICS_TOKEN', () => {
  const TOKEN = 'a-token-of-the-tests';
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('sqlite', { METRICS_TOKEN: TOKEN });
  });
  afterAll(() => server.stop());

  test.each([
    [undefined, 401],
    ['Bearer wrong', 401],
    [TOKEN, 401],
    [`Bearer ${TOKEN}`, 200],
  ])('answers %s with %i, whoever asks', async (authorization, status) => {
    const headers = { 'x-forwarded-for': '203.0.113.7', ...(authorization ? { authorization } : {}) };
    expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(status);
  });
});

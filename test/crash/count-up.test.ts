import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { countUp } from '../soak/count-up.ts';
import { makeTraffic } from '../soak/make-traffic.ts';
import { openDatabase } from '../soak/open-database.ts';
import { createSeededRandom } from '../soak/seeded-random.ts';
import type { SentDelivery } from '../soak/sent-delivery.ts';
import { API_KEY, APP_SECRET } from '../soak/server-process.ts';
import { registerSoakVisit, setUpSoakShop } from '../soak/soak-shop.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const DELIVERIES = 40;
const deliveries: SentDelivery[] = [];
let server: TestServer;

beforeAll(async () => {
  const env = { META_APP_SECRET: APP_SECRET, TRUST_PROXY: '1' };
  server = await startTestServer('sqlite', { ...env, BOOTSTRAP_API_KEY: API_KEY });
  const shop = await setUpSoakShop(server.url);
  const traffic = makeTraffic(shop, createSeededRandom(7));
  for (let count = 0; count < DELIVERIES; count++) {
    const delivery = traffic.next();
    for (const { arrival } of delivery.events) {
      if (arrival?.visit) await registerSoakVisit(server.url, shop, arrival.visit);
    }
    const answer = await server.post(delivery.body, { 'x-hub-signature-256': delivery.signature });
    deliveries.push(Object.assign(delivery, { attempts: 1, acknowledgements: answer.status === 200 ? 1 : 0 }));
  }
  const isWaiting = "SELECT count(*) FROM inbox_deliveries WHERE status = 'stored'";
  const isPending = "SELECT count(*) FROM inbox_events WHERE status = 'pending'";
  const file = new Database(server.server.ctx.storage.where, { readonly: true });
  const left = (): unknown => file.prepare(`SELECT (${isWaiting}) + (${isPending})`).pluck().get();
  await vi.waitFor(() => expect(left()).toBe(0), { timeout: 30_000 });
  file.close();
  return () => server.stop();
});

/** Counts in a copy of the server's file in which something was changed behind its back. */
async function countAfter(tampering: string): Promise<string[]> {
  const dir = await makeTempDir('count');
  onTestFinished(() => dir.remove());
  const path = join(dir.path, 'threadtie.sqlite');
  const original = new Database(server.server.ctx.storage.where, { readonly: true });
  original.prepare('VACUUM INTO ?').run(path);
  original.close();
  const copy = new Database(path);
  copy.exec(tampering);
  copy.close();
  const database = await openDatabase({ dataDir: dir.path });
  onTestFinished(() => database.close());
  return await countUp(database, deliveries);
}

const doubled = (table: string, change: string): string =>
  `CREATE TEMP TABLE one AS SELECT * FROM ${table} LIMIT 1; UPDATE one SET ${change}; INSERT INTO ${table} SELECT * FROM one`;

test('the counting after a crash run finds nothing where nothing is wrong', async () => {
  expect(await countAfter('SELECT 1')).toEqual([]);
});

test.for([
  { what: 'a lost delivery', sql: 'DELETE FROM inbox_deliveries WHERE id = 1', says: 'is not stored' },
  { what: 'a delivery stored twice', sql: doubled('inbox_deliveries', 'id = 9999'), says: 'more often than it was' },
  { what: 'an event left over', sql: "UPDATE inbox_events SET status = 'dead' WHERE id = 1", says: 'is not applied' },
  { what: 'a lost event', sql: 'DELETE FROM inbox_events WHERE id = 1', says: 'an event is lost' },
  { what: 'a lost arrival', sql: 'DELETE FROM arrivals WHERE rowid = 1', says: 'an arrival is lost' },
  { what: 'a doubled arrival', sql: doubled('arrivals', "id = 'x', event_id = 'x'"), says: 'an arrival is there more' },
  { what: 'a doubled effect', sql: 'UPDATE unmatched_refs SET count = count + 1', says: 'unmatched refs are counted' },
  { what: 'a lost link', sql: 'DELETE FROM account_links WHERE rowid = 1', says: 'has not one account link' },
  { what: 'a doubled link', sql: doubled('account_link_events', "id = 'x'"), says: 'made more than once' },
  { what: 'a thread seen wrongly', sql: 'UPDATE threads SET last_seen_at = 1', says: 'last seen at another time' },
])('the counting after a crash run finds $what', async ({ sql, says }) => {
  expect((await countAfter(sql)).join('\n')).toContain(says);
});

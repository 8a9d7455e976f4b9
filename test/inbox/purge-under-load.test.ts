import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { purgeInbox } from '../../server/inbox/index.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

const DAY = 86_400_000;
const OLD = 100_000;
const SECONDS = 1.5;
const ROUNDS = 3; // in turn: what else the machine does then hits both alike

interface Accepted {
  readonly count: number;
  readonly longestMs: number;
}

const countOf = (rounds: readonly Accepted[]): number => rounds.reduce((sum, { count }) => sum + count, 0);

describe('a purge of 200,000 rows', () => {
  let world: InboxWorld;
  afterEach(() => world.close());

  test('leaves to those who deliver at least half of their pace', async () => {
    world = await openInboxWorld(dialects[0] as (typeof dialects)[number]);
    fill();
    world.advance(31 * DAY);
    const [alone, beside]: [Accepted[], Accepted[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await accept());
      const ending = new AbortController();
      const purging = purgeInbox(world.ctx, ending.signal);
      beside.push(await accept());
      ending.abort();
      await purging;
    }
    const pace = countOf(beside) / countOf(alone);
    const longestMs = Math.max(...beside.map((one) => one.longestMs));
    console.log(
      `acceptance beside a purge: ${pace.toFixed(2)} of its pace without one, longest answer ${longestMs.toFixed(0)} ms, ${OLD - countOld()} deliveries purged`,
    );
    expect(pace).toBeGreaterThan(0.5);
    expect(countOld()).toBeLessThan(OLD);
    expect(countOld()).toBeGreaterThan(0); // it was at work all the time
  }, 60_000);

  /** Delivers one after the other, eight at a time. */
  async function accept(): Promise<Accepted> {
    const until = performance.now() + SECONDS * 1000;
    let count = 0;
    let longestMs = 0;
    const sender = async (): Promise<void> => {
      while (performance.now() < until) {
        const begun = performance.now();
        const answer = await world.post(deliveryOf(messageOf('1', `m_${count++}`)));
        if (answer.status !== 200) throw new Error(`It was answered ${answer.status}.`);
        longestMs = Math.max(longestMs, performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    return { count, longestMs };
  }

  /** By the database itself: it takes a second instead of a quarter of a minute. Nothing else writes meanwhile. */
  function fill(): void {
    const database = new Database(world.ctx.storage.where);
    const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${OLD})`;
    const body = deliveryOf(messageOf('1', 'm'));
    const at = world.ctx.clock.now().getTime();
    database
      .prepare(
        `${numbers} insert into inbox_deliveries (app_id, received_at, size, status, events, duplicates, body)
         select 'app-1', ?, ?, 'split', 1, 0, cast(? as blob) from n`,
      )
      .run(at, body.length, body);
    database
      .prepare(
        `${numbers} insert into inbox_events (delivery_id, app_id, path, dedupe_key, partition, kind, page_id, psid, status,
           attempts, is_forced, occurred_at, received_at, due_at)
         select i, 'app-1', '0.messaging.0', 'old ' || i, 0, 'message', ?, '1', 'applied', 1, 0, ?, ?, ? from n`,
      )
      .run(PAGE, at, at, at);
    database.close();
  }

  function countOld(): number {
    const database = new Database(world.ctx.storage.where, { readonly: true });
    const old = database.prepare("select count(*) from inbox_deliveries where status = 'split'").pluck().get();
    database.close();
    return Number(old);
  }
});

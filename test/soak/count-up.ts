import type { LookedInto, Row } from './open-database.ts';
import { digestOf, type SentDelivery, type SentEvent } from './sent-delivery.ts';

const EXAMPLES = 3;

/**
 * Compares what was acknowledged with what is stored and what was applied.
 * @returns one sentence for each kind of difference; none when all is there, exactly once
 */
export async function countUp(database: LookedInto, deliveries: readonly SentDelivery[]): Promise<string[]> {
  const events = deliveries.flatMap((delivery) => delivery.events);
  const results = [
    await checkDeliveries(database, deliveries),
    await checkEvents(database, events),
    await checkArrivals(database, events),
    await checkUnmatched(database, events),
    await checkLinks(database, events),
    await checkThreads(database, events),
    await checkLeftOver(database),
  ];
  return results.flat();
}

async function checkDeliveries(database: LookedInto, deliveries: readonly SentDelivery[]): Promise<string[]> {
  const rows = await database.rows('SELECT status, body FROM inbox_deliveries');
  const stored = tally(rows.map(({ body }) => digestOf(body as Buffer)));
  const known = new Set(deliveries.map(({ digest }) => digest));
  return [
    ...report(
      'a delivery was acknowledged and is not stored',
      deliveries,
      (one) => one.acknowledgements > (stored.get(one.digest) ?? 0),
    ),
    ...report(
      'a delivery is stored more often than it was sent',
      deliveries,
      (one) => (stored.get(one.digest) ?? 0) > one.attempts,
    ),
    ...report('a delivery was never acknowledged', deliveries, (one) => one.acknowledgements === 0),
    ...report('bytes are stored that nobody sent', [...stored.keys()], (digest) => !known.has(digest)),
    ...report('a delivery is not split', rows, ({ status }) => status !== 'split'),
  ];
}

async function checkEvents(database: LookedInto, events: readonly SentEvent[]): Promise<string[]> {
  const rows = await database.rows('SELECT occurred_at, status, attempts, page_id, psid FROM inbox_events');
  const [split] = await database.rows('SELECT sum(events) AS events FROM inbox_deliveries');
  return [
    ...exactlyOnce('an event', events, rows),
    ...report('an event is not applied', rows, ({ status }) => status !== 'applied'),
    ...(Number(split?.['events']) === events.length ? [] : [`deliveries count ${split?.['events']} events`]),
  ];
}

async function checkArrivals(database: LookedInto, events: readonly SentEvent[]): Promise<string[]> {
  const rows = await database.rows('SELECT occurred_at, page_id, psid, outcome, reason, site_user_id FROM arrivals');
  const came = events.filter(({ arrival }) => arrival !== null);
  const outcomes = new Map(rows.map((row) => [momentOf(row), row]));
  const turnedOut = came.map(({ at, psid, arrival }) => {
    const { outcome, reason, site_user_id: account } = outcomes.get(at) ?? {};
    return { at, psid, arrival, outcome, reason, account };
  });
  return [
    ...exactlyOnce('an arrival', came, rows),
    ...report('an arrival has the wrong outcome', turnedOut, ({ arrival, outcome, account }) => {
      if (outcome !== (arrival?.isKnown ? 'matched' : 'unmatched')) return true;
      return account !== (arrival?.visit?.siteUserId ?? null);
    }),
  ];
}

/** The counter is the sharpest witness: nothing unique guards it, so an event applied twice would show. */
async function checkUnmatched(database: LookedInto, events: readonly SentEvent[]): Promise<string[]> {
  const rows = await database.rows('SELECT page_id, ref, count FROM unmatched_refs');
  const counted = rows.map(({ page_id, ref, count }) => `${page_id}/${ref}: ${count}`);
  const sent = tally(events.filter(({ arrival }) => arrival?.isKnown === false).map((event) => refOf(event)));
  const expected = new Set([...sent].map(([ref, count]) => `${ref}: ${count}`));
  const differing = counted.filter((line) => !expected.has(line));
  if (differing.length === 0 && counted.length === expected.size) return [];
  return [`unmatched refs are counted ${differing.join(', ')}; sent ${[...expected].join(', ')}`];
}

function refOf({ pageId, arrival }: SentEvent): string {
  return `${pageId}/${arrival?.ref}`;
}

async function checkLinks(database: LookedInto, events: readonly SentEvent[]): Promise<string[]> {
  const visitors = events.flatMap(({ arrival, psid, pageId }) =>
    arrival?.visit ? [`${arrival.visit.siteUserId}/${pageId}/${psid}`] : [],
  );
  const name = (row: Row): string => `${row['site_user_id']}/${row['page_id']}/${row['psid']}`;
  const links = tally((await database.rows('SELECT * FROM account_links WHERE removed_at IS NULL')).map(name));
  const history = tally((await database.rows('SELECT * FROM account_link_events')).map(name));
  const [audited] = await database.rows(
    "SELECT count(*) AS n FROM audit_entries WHERE action = 'account_link.created'",
  );
  return [
    ...report('a visit has not one account link', visitors, (visitor) => links.get(visitor) !== 1),
    ...report('an account link was made more than once', visitors, (visitor) => history.get(visitor) !== 1),
    ...(links.size === visitors.length ? [] : [`${links.size} account links stand for ${visitors.length} visits`]),
    ...(Number(audited?.['n']) === visitors.length ? [] : [`${audited?.['n']} account links were audited`]),
  ];
}

async function checkThreads(database: LookedInto, events: readonly SentEvent[]): Promise<string[]> {
  const rows = await database.rows('SELECT page_id, psid, last_seen_at AS occurred_at FROM threads');
  const last = new Map<string, number>();
  for (const { pageId, psid, at } of events) {
    const thread = `${pageId}/${psid}`;
    last.set(thread, Math.max(last.get(thread) ?? 0, at));
  }
  const isWrong = (row: Row): boolean => last.get(`${row['page_id']}/${row['psid']}`) !== momentOf(row);
  const missing = rows.length === last.size ? [] : [`${rows.length} threads are known of ${last.size}`];
  return [...missing, ...report('a thread was last seen at another time', rows, isWrong)];
}

async function checkLeftOver(database: LookedInto): Promise<string[]> {
  const dead = await database.rows('SELECT name, error FROM dead_jobs');
  return report('a job is dead', dead, () => true);
}

function exactlyOnce(what: string, events: readonly SentEvent[], rows: readonly Row[]): string[] {
  const found = tally(rows.map((row) => `${momentOf(row)}/${row['page_id']}/${row['psid']}`));
  const expected = new Set(events.map(({ at, pageId, psid }) => `${at}/${pageId}/${psid}`));
  return [
    ...report(`${what} is lost`, [...expected], (event) => !found.has(event)),
    ...report(`${what} is there more than once`, [...found], ([, count]) => count > 1),
    ...report(`${what} is there that nobody sent`, [...found.keys()], (event) => !expected.has(event)),
  ];
}

function momentOf(row: Row): number {
  return new Date(row['occurred_at'] as number | Date).getTime();
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** One sentence for all that are wrong in the same way, with some of them. */
function report<T>(sentence: string, all: readonly T[], isWrong: (one: T) => boolean): string[] {
  const wrong = all.filter(isWrong);
  if (wrong.length === 0) return [];
  const shown = wrong.slice(0, EXAMPLES).map((one) => JSON.stringify(one, briefly));
  return [`${sentence} (${wrong.length} of ${all.length}): ${shown.join(' ')}`];
}

function briefly(key: string, value: unknown): unknown {
  return key === 'body' ? '...' : value;
}

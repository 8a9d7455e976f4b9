import type { Update } from './update.ts';

/** What becomes the body of a POST. */
export type Payload = Readonly<Record<string, unknown>>;

const DASHBOARD_ID = '0';

/** Puts updates of one object into one body: neighbours of the same Page and place share an entry. */
export function composePayload(updates: readonly Update[], now: Date): Payload {
  const [first] = updates;
  if (first?.place === 'body') return first.item;
  const runs: Update[][] = [];
  for (const update of updates) {
    const run = runs.at(-1);
    if (run?.[0]?.pageId === update.pageId && run[0].place === update.place) run.push(update);
    else runs.push([update]);
  }
  return { object: first?.object ?? 'page', entry: runs.map((run) => entryOf(run, now)) };
}

/** Changes and the dashboard's tests tell the time in seconds, everything else in milliseconds. */
function entryOf(run: readonly Update[], now: Date): object {
  const { pageId = '', place = 'messaging' } = run[0] ?? {};
  const inSeconds = place === 'changes' || pageId === DASHBOARD_ID;
  const time = inSeconds ? Math.floor(now.getTime() / 1000) : now.getTime();
  return { id: pageId, time, [place]: run.map((update) => update.item) };
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from '../../shared/api/list.ts';
import type { Thread } from '../../shared/api/threads.ts';
import { selectThreads } from '../../server/threads/store.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { type Explainer, openExplainer } from '../support/open-explainer.ts';
import { createShop, PAGE_ID, referral } from '../support/server.ts';

const OTHER_PAGE = '9007199254740999';
const MOMENT = Date.now() - 60_000;

onBothDialects('the list of threads', (server) => {
  beforeAll(async () => {
    await createShop(server());
    await createShop(server(), { pageId: OTHER_PAGE });
    for (const [index, psid] of ['1', '2', '3', '4', '5'].entries()) {
      // Two and two were seen at the same instant.
      const timestamp = MOMENT + Math.floor(index / 2) * 1000;
      const elsewhere = { timestamp, recipient: { id: OTHER_PAGE } };
      await server().deliver(referral(psid, undefined, { timestamp }), referral(psid, undefined, elsewhere));
    }
    await server().settle();
  });
  const list = async (query: string): Promise<Page<Thread>> => (await server().api('GET', `/v1/threads?${query}`)).body;
  const names = (threads: readonly Thread[]) => threads.map(({ pageId, psid }) => `${pageId}/${psid}`);

  test('of one Page or one PSID is complete, the one seen last first', async () => {
    const ofPage = names((await list(`pageId=${PAGE_ID}`)).data);
    expect(ofPage).toEqual(['5', '4', '3', '2', '1'].map((psid) => `${PAGE_ID}/${psid}`));
    expect(names((await list('psid=3')).data)).toEqual([`${OTHER_PAGE}/3`, `${PAGE_ID}/3`]);
    expect(names((await list(`pageId=${OTHER_PAGE}&psid=4`)).data)).toEqual([`${OTHER_PAGE}/4`]);
  });

  test.each(['', `pageId=${PAGE_ID}&`, 'psid=2&'])('by "%s" is walked without a gap or a repeat', async (query) => {
    const all = names((await list(`${query}limit=200`)).data);
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Thread> = await list(`${query}limit=1${cursor && `&cursor=${cursor}`}`);
      walked.push(...names(page.data));
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all);
    expect(all.length).toBeGreaterThanOrEqual(2);
  });
});

describe('the list of threads on SQLite, by the plan of the database,', () => {
  let explainer: Explainer;
  beforeAll(async () => {
    explainer = await openExplainer();
  });
  afterAll(() => explainer.close());
  const place = [new Date(MOMENT), '1', '2'] as const;

  test.each([
    [{}, null, /^SCAN threads USING INDEX threads_last_seen/],
    [{}, place, /^SEARCH threads USING INDEX threads_last_seen \(last_seen_at<\?\)/],
    [{ pageId: '1' }, null, /^SEARCH threads USING INDEX threads_page_last_seen \(page_id=\?\)$/],
    [{ pageId: '1' }, place, /^SEARCH threads USING INDEX threads_page_last_seen \(page_id=\? AND last_seen_at<\?\)$/],
    [{ psid: '2' }, null, /^SEARCH threads USING INDEX threads_psid \(psid=\?\)/],
    [{ psid: '2' }, place, /^SEARCH threads USING INDEX threads_psid \(psid=\?\)/],
    [{ pageId: '1', psid: '2' }, null, /^SEARCH threads USING INDEX \S+ \(page_id=\? AND psid=\?\)/],
  ] as const)('by %j from %j on takes an index', async (query, after, plan) => {
    expect(await explainer.planOf((at) => selectThreads(at, { limit: 50, ...query }, after))).toMatch(plan);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectMessages, selectOpen, selectUnread } from '../../server/messaging/store.ts';
import { type Explainer, openExplainer } from '../support/open-explainer.ts';

describe('messages on SQLite, by the plan of the database,', () => {
  let explainer: Explainer;
  beforeAll(async () => {
    explainer = await openExplainer();
  });
  afterAll(() => explainer.close());

  test.each([
    [{}, null, /^SCAN messages$/],
    [{}, 5, /^SEARCH messages USING INTEGER PRIMARY KEY \(rowid<\?\)$/],
    [{ pageId: '1' }, 5, /^SEARCH messages USING INDEX messages_page \(page_id=\? AND seq<\?\)$/],
    [{ siteId: '1' }, 5, /^SEARCH messages USING INDEX messages_site \(site_id=\? AND seq<\?\)$/],
    [{ status: 'failed' }, 5, /^SEARCH messages USING INDEX messages_status \(status=\? AND seq<\?\)$/],
    [
      { pageId: '1', psid: '2' },
      5,
      /^SEARCH messages USING INDEX messages_person \(psid=\? AND page_id=\? AND seq<\?\)$/,
    ],
    [{ psid: '2' }, null, /^SEARCH messages USING INDEX messages_person \(psid=\?\)/],
  ] as const)('are listed by %j from %j on without sorting what is not asked for', async (query, after, plan) => {
    expect(await explainer.planOf((at) => selectMessages(at, { limit: 50, ...query }, after))).toMatch(plan);
  });

  test('are found by what waits, and by what is unread', async () => {
    const open = await explainer.planOf((at) => selectOpen(at, { pageId: '1', psid: '2' }));
    expect(open).toMatch(/^SEARCH messages USING INDEX messages_open \(page_id=\? AND psid=\?\)$/);
    const unread = await explainer.planOf((at) => selectUnread(at, ['1', '2']));
    expect(unread).toMatch(/^SEARCH messages USING INDEX messages_unread \(psid=\? AND status=\?\)/);
  });
});

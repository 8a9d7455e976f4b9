import { expect, it } from 'vitest';
import { notLookedAt } from '../../../server/pages/checks/check-catalogue.ts';
import { selectChecksOf, upsertChecks } from '../../../server/pages/store.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { APP_ID } from '../../support/server.ts';

const PAGE = '10672809700474699';

onBothDialects('what was seen of a Page', (server) => {
  it('stays that of the latest look, whichever is kept last', async () => {
    await server().api('PUT', `/v1/pages/${PAGE}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
    const { storage } = server().server.ctx;
    const key = { pageId: PAGE, appId: APP_ID };
    const keep = async (detail: string, second: number) => {
      const checks = notLookedAt('messenger', APP_ID).map((check) => ({ ...check, detail }));
      const checkedAt = new Date(Date.UTC(2026, 10, 20, 12, 0, second));
      await storage.write((tx) => upsertChecks(tx, { ...key, checks, checkedAt }));
      return (await storage.read((at) => selectChecksOf(at, key)))[0]?.detail;
    };
    expect(await keep('first', 10)).toBe('first');
    expect(await keep('begun before the first and slow', 5)).toBe('first');
    expect(await keep('second', 20)).toBe('second');
  });
});

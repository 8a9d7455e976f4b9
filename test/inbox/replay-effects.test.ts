import { beforeAll, expect, test } from 'vitest';
import { accountLinkTables } from '../../server/account-links/tables.ts';
import { arrivalTables } from '../../server/arrivals/tables.ts';
import { refTables } from '../../server/refs/tables.ts';
import { threadTables } from '../../server/threads/tables.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import {
  createShop,
  mintRef,
  PAGE_ID,
  referral,
  registerVisit,
  signUserToken,
  type TestServer,
  tick,
} from '../support/server.ts';

onBothDialects('the effects of a replay', (server) => {
  beforeAll(async () => {
    const shop = await createShop(server());
    const visits = [mintRef(shop.code), mintRef(shop.code)];
    for (const ref of visits) await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().deliver(referral('11', visits[0]), referral('12', visits[0]), referral('11', shop.code));
    await server().deliver(referral('13', 'nobody knows this'), referral('14', undefined, { referral: undefined }));
    await server().deliver(
      postback('21', visits[1]),
      { sender: { id: '11' }, recipient: { id: PAGE_ID }, timestamp: tick(), message: { mid: 'm_1', text: 'hello' } },
      { sender: { id: '11' }, recipient: { id: PAGE_ID }, timestamp: tick(), read: { watermark: tick() } },
    );
    await server().settle();
  });

  test('are none: everything replayed twice leaves every table as it was', async () => {
    const before = await dump(server());
    expect(before.flat().length).toBeGreaterThan(8);
    const body = { filter: {}, includeApplied: true, force: true };
    for (let round = 0; round < 2; round++) {
      const replayed = await server().api('POST', '/v1/events/replay', { body });
      expect(replayed.body).toMatchObject({ preview: false, nextCursor: null });
      expect(replayed.body.events).toBeGreaterThanOrEqual(7);
      expect(replayed.body.handlers).toContain('handleLinkingEvent');
      await server().settle();
      expect(await dump(server())).toEqual(before);
    }
    const { body: left } = await server().api('GET', '/v1/events?status=pending');
    expect(left.data).toEqual([]);
  });
});

function postback(psid: string, ref: string | undefined): object {
  const from = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
  const button = { mid: `p_${psid}`, title: 'Get Started', payload: 'GET_STARTED', referral: from };
  return { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: tick(), postback: button };
}

/** Every row of every table that events change. */
async function dump({ server: { ctx } }: TestServer): Promise<unknown[][]> {
  return await ctx.storage.read(async (at) => {
    const rooms = [accountLinkTables.of(at), arrivalTables.of(at), refTables.of(at), threadTables.of(at)];
    const rows = [];
    for (const table of rooms.flatMap((room) => Object.values(room))) {
      const found = (await at.db.select().from(table)).map((row) => JSON.stringify(row));
      rows.push(found.toSorted());
    }
    return rows;
  });
}

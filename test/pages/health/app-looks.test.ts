import { expect, test } from 'vitest';
import { createAppLooks } from '../../../server/pages/health/app-looks.ts';
import type { TokenRow } from '../../../server/pages/store.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { createSeenPages } from './seen-pages.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

onBothDialects('the inspection of tokens', (server) => {
  const { connect, tokenOf } = createSeenPages(server);

  test('takes 120 calls of an app in an hour at most, and those of another app are its own', async () => {
    const looks = createAppLooks(server().server.ctx);
    const token: TokenRow = { ...(await tokenOf(await connect())), checkedAt: null };
    const inspect = async (times: number, appId = token.appId): Promise<number> => {
      let allowed = 0;
      for (let i = 0; i < times; i++) if (await looks.mayInspect({ ...token, appId }, HALF_HOUR)) allowed += 1;
      return allowed;
    };
    expect(await inspect(100)).toBe(100);
    server().clock.advance(HALF_HOUR);
    expect(await inspect(30)).toBe(20);
    expect(await inspect(1, 'another')).toBe(1);
    server().clock.advance(HALF_HOUR + MINUTE);
    expect(await inspect(130)).toBe(100);
  });

  test('is made once an interval while a token is live, and at each check while it is dead', async () => {
    const { ctx } = server().server;
    const looks = createAppLooks(ctx);
    const token: TokenRow = { ...(await tokenOf(await connect())), checkedAt: ctx.clock.now() };
    expect(await looks.mayInspect(token, HALF_HOUR)).toBe(false);
    expect(await looks.mayInspect({ ...token, state: 'dead' }, HALF_HOUR)).toBe(true);
    server().clock.advance(HALF_HOUR);
    expect(await looks.mayInspect(token, HALF_HOUR)).toBe(true);
  });
});

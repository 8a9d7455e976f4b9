import { expect, it } from 'vitest';
import { watchHandshake } from '../../../server/pages/connect/watch-handshake.ts';
import { onBothDialects } from '../../support/both-dialects.ts';
import { APP_ID, type TestServer } from '../../support/server.ts';

/** Comes to the callback with a wrong verify token, so many times. */
async function comeWrong(server: TestServer, times: number): Promise<void> {
  const path = `/webhooks/messenger/${APP_ID}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1`;
  for (let i = 0; i < times; i++) expect((await server.api('GET', path)).status).toBe(403);
}

onBothDialects('a handshake with a wrong verify token', (server) => {
  it('is told to whoever watches, once, and to nobody else', async () => {
    const { ctx } = server().server;
    let signals = 0;
    ctx.signals.on('pages.handshake_refused', () => void signals++);
    await comeWrong(server(), 3);
    const watch = await watchHandshake(ctx, APP_ID);
    expect([await watch.wasRefused(), signals]).toEqual([false, 0]);
    await comeWrong(server(), 3);
    expect([await watch.wasRefused(), signals]).toEqual([true, 1]);
    watch.stop();
    server().clock.advance(120_000);
    await comeWrong(server(), 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(signals).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { createPacer } from '../../server/base/pacer.ts';
import { shareHolds } from '../../server/base/share-holds.ts';
import { createLocalSignals } from '../../server/base/signal/local-signals.ts';
import { onBothDialects } from '../support/both-dialects.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const SOON = new Date('2026-11-20T12:05:00.000Z');
const LATE = new Date('2026-11-20T13:00:00.000Z');

describe('a hold', () => {
  test('reaches the other processes, and a longer one stays', () => {
    const signals = createLocalSignals();
    const sent: string[] = [];
    signals.on('pacer.held', (subject) => void sent.push(subject));
    const [one, other] = [0, 1].map(() => shareHolds(createPacer({ now: () => NOW }), signals));
    one?.hold('page:1', LATE);
    other?.hold('page:1', SOON);
    for (const pacer of [one, other]) expect(pacer?.heldUntil(['page:1'])).toEqual(LATE);
    expect(other?.heldUntil(['page:2'])).toBeNull();
    expect(sent).toEqual([`${LATE.getTime()} page:1`]);
  });

  test.each(['', 'page:1', '12a page:1', '99999999999999999999 page:1'])('is none that is told as "%s"', (subject) => {
    const signals = createLocalSignals();
    const pacer = shareHolds(createPacer({ now: () => NOW }), signals);
    signals.send('pacer.held', subject);
    expect(pacer.heldUntil(['page:1', ''])).toBeNull();
  });
});

onBothDialects('a server', (server) => {
  test('heeds the holds that another process has seen', async () => {
    const { ctx } = server().server;
    const until = new Date(ctx.clock.now().getTime() + 3_600_000);
    ctx.signals.send('pacer.held', `${until.getTime()} app:of-another`);
    await expect.poll(() => ctx.pacer.heldUntil(['app:of-another'])).toEqual(until);
  });
});

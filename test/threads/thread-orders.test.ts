import fc from 'fast-check';
import { expect, it } from 'vitest';
import { handleThreadEvent, markUnreachable } from '../../server/threads/index.ts';
import { selectThread, type ThreadRow } from '../../server/threads/store.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import type { TestServer } from '../support/server.ts';
import { PAGE, threadEvent } from './thread-event.ts';

const START = 1_790_000_000_000;

/** Something that happens in a thread; few instants, so that several things happen at the same one. */
const step = fc.record({
  at: fc.integer({ min: 0, max: 5 }).map((second) => START + second * 1000),
  list: fc.constantFrom('messaging', 'standby'),
  content: fc.oneof(
    fc.constantFrom(
      { message: { mid: 'm', text: 'hi' } },
      { message: { mid: 'm', is_echo: true } },
      { postback: { mid: 'm', payload: 'X' } },
      { reaction: { mid: 'm', action: 'react' } },
      { optin: { message_request: 'accept' } },
      { account_linking: { status: 'linked' } },
      { unreachable: '551' },
      { unreachable: '100/2018001' },
    ),
    fc
      .integer({ min: -3, max: 9 })
      .chain((second) =>
        fc.constantFrom('read', 'delivery').map((key) => ({ [key]: { watermark: START + second * 1000 } })),
      ),
    fc
      .tuple(fc.constantFrom('pass_thread_control', 'take_thread_control'), fc.constantFrom('1', '2', null))
      .map(([key, owner]) => ({ [key]: { new_owner_app_id: owner } })),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Some steps in two orders, the second with repetitions. */
const histories = fc.array(step, { minLength: 1, maxLength: 14 }).chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    other: fc
      .tuple(fc.shuffledSubarray(steps, { minLength: steps.length }), fc.subarray(steps), fc.subarray(steps))
      .map(([all, again, thrice]) => [...again.toReversed(), ...all, ...thrice]),
  }),
);

let people = 0;

/** The thread of somebody new, after these steps. */
async function live(
  { server: { ctx } }: TestServer,
  steps: readonly Step[],
): Promise<Omit<ThreadRow, 'psid'> | undefined> {
  const psid = `90071992${PAGE.slice(8)}${++people}`;
  for (const { at, list, content } of steps) {
    if ('unreachable' in content) {
      await markUnreachable(ctx, { pageId: PAGE, psid, reason: String(content.unreachable), at: new Date(at) });
    } else {
      await handleThreadEvent(ctx, threadEvent(psid, at, content, list));
    }
  }
  const row = await ctx.storage.read((reading) => selectThread(reading, PAGE, psid));
  if (!row) return undefined;
  const { psid: _, ...rest } = row;
  return rest;
}

onBothDialects('what is known of a thread', (server) => {
  it('is the same in whatever order and how often its events come', { timeout: 180_000 }, async () => {
    const property = fc.asyncProperty(histories, async ({ steps, other }) => {
      expect(await live(server(), other)).toEqual(await live(server(), steps));
    });
    await fc.assert(property, { numRuns: server().server.ctx.storage.dialect === 'sqlite' ? 200 : 60 });
  });

  it('is what the newest events say', { timeout: 180_000 }, async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const row = await live(server(), steps);
      const newest = (isOne: (one: Step) => boolean): Date | null => {
        const times = steps.filter(isOne).map((one) => one.at);
        return times.length > 0 ? new Date(Math.max(...times)) : null;
      };
      const holds = (key: string) => (one: Step) => key in one.content;
      const isEcho = (one: Step): boolean => 'message' in one.content && Object(one.content.message).is_echo === true;
      expect(row).toMatchObject({
        firstSeenAt: new Date(Math.min(...steps.map((one) => one.at))),
        lastSeenAt: newest(() => true),
        personMessageAt: newest((one) => holds('message')(one) && !isEcho(one)),
        pageMessageAt: newest(isEcho),
        unreachableAt: newest(holds('unreachable')),
        ownerChangedAt: newest((one) => holds('pass_thread_control')(one) || holds('take_thread_control')(one)),
      });
    });
    await fc.assert(property, { numRuns: server().server.ctx.storage.dialect === 'sqlite' ? 100 : 30 });
  });
});

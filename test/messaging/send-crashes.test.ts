import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../server/base/clock.ts';
import type { Ctx } from '../../server/base/ctx.ts';
import { refusal } from '../graph/open-graph-world.ts';
import { type MessageWorld, startMessageWorld } from './message-world.ts';

const ECHO_WAIT = 2 * MINUTE;
const said = (mid: string): object => ({ recipient_id: '1', message_id: mid });

/** A process that is gone after so many of its steps: from then on nothing it does takes effect. */
function dyingAfter(ctx: Ctx, steps: number): { ctx: Ctx; steps: () => number } {
  let done = 0;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (done >= steps) throw new Error('The process is gone.');
    const result = await work();
    done += 1;
    if (done >= steps) throw new Error('The process is gone.');
    return result;
  };
  let depth = 0;
  const write: Ctx['storage']['write'] = async (work) => {
    if (depth > 0) return await ctx.storage.write(work);
    depth += 1;
    return await step(() => ctx.storage.write(work)).finally(() => (depth -= 1));
  };
  const call: typeof fetch = (...input) => step(() => ctx.fetch(...input));
  return { ctx: { ...ctx, fetch: call, storage: { ...ctx.storage, write } }, steps: () => done };
}

describe.each(['sqlite', 'postgres'] as const)('sending on %s', (dialect) => {
  let world: MessageWorld;
  beforeAll(async () => {
    world = await startMessageWorld(dialect);
  });
  afterAll(async () => await world.stop());
  beforeEach(() => {
    world.stub.reply({ body: said('m_answer') });
    world.settled.length = 0;
  });
  const statusOf = async (id: string) => (await world.get(id)).status;

  test('is written down as under way, called, and written down as sent', async () => {
    const psid = await world.newPerson();
    const id = await world.queue(psid);
    const counted = dyingAfter(world.ctx(), Number.POSITIVE_INFINITY);
    await world.send(psid, counted.ctx);
    // Taken, called, noted, and looked for more: the runs below die after each of them.
    expect(counted.steps()).toBe(4);
    expect(await world.get(id)).toMatchObject({ status: 'sent', mid: 'm_answer', attempts: 1, reason: null });
    expect(world.settled).toMatchObject([{ messageId: id, status: 'sent', code: null, about: 'lat_1' }]);
  });

  test.each([
    [0, 'sent', 1],
    [1, 'unknown', 0],
    [2, 'unknown', 1],
    [3, 'sent', 1],
  ] as const)('that dies after step %i ends as %s without an echo, never said twice', async (steps, ends, times) => {
    const psid = await world.newPerson();
    const id = await world.queue(psid, { content: { text: 'first' } });
    const next = await world.queue(psid, { content: { text: 'second' } });
    await expect(world.send(psid, dyingAfter(world.ctx(), steps).ctx)).rejects.toThrow('gone');
    await world.send(psid);
    if (ends === 'unknown') expect([await statusOf(id), await statusOf(next)]).toEqual(['sending', 'queued']);
    world.advance(ECHO_WAIT - 1);
    await world.send(psid);
    if (ends === 'unknown') expect(await statusOf(id)).toBe('sending');
    world.advance(1);
    await world.send(psid);
    await world.send(psid);
    expect([await statusOf(id), await statusOf(next)]).toEqual([ends, 'sent']);
    expect(world.said(psid)).toEqual([...Array(times).fill('first'), 'second']);
    expect(world.settled.map(({ messageId, status }) => [messageId, status])).toEqual([
      [id, ends],
      [next, 'sent'],
    ]);
  });

  test.each([2, 3])(
    'that dies after step %i ends as sent when the echo comes, and the next one goes out',
    async (steps) => {
      const psid = await world.newPerson();
      const id = await world.queue(psid, { content: { text: 'first' } });
      const next = await world.queue(psid, { content: { text: 'second' } });
      await expect(world.send(psid, dyingAfter(world.ctx(), steps).ctx)).rejects.toThrow('gone');
      await world.echo(psid, id);
      // Step 2: the echo itself wakes the line, and the server's own job goes on.
      if (steps === 3) await world.send(psid);
      await expect.poll(async () => [await statusOf(id), await statusOf(next)]).toEqual(['sent', 'sent']);
      expect(world.said(psid)).toEqual(['first', 'second']);
    },
  );

  test('ends as sent when the echo of a message that was given up comes late, and says so once more', async () => {
    const psid = await world.newPerson();
    world.stub.reply({ fault: 'reset' });
    const id = await world.queue(psid, { purpose: 'api', about: 'lat_2' });
    await world.send(psid);
    expect(await statusOf(id)).toBe('sending');
    world.advance(ECHO_WAIT);
    await world.send(psid);
    expect(await world.get(id)).toMatchObject({ status: 'unknown', reason: { code: 'outcome_unknown' } });
    await world.echo(psid, id, { mid: 'm_late' });
    await world.echo(psid, id, { mid: 'm_other' });
    expect(await world.get(id)).toMatchObject({ status: 'sent', mid: 'm_late', reason: null });
    expect(world.said(psid)).toHaveLength(1);
    const told = await world.server.api('GET', `/v1/notifications?subject=${id}`);
    expect(told.body.data.map(({ type }: { type: string }) => type).toSorted()).toEqual([
      'message.failed',
      'message.sent',
    ]);
  });

  test('tells of an echo that comes before the answer once', async () => {
    const psid = await world.newPerson();
    const id = await world.queue(psid, { about: null });
    const ctx = world.ctx();
    const call: typeof fetch = async (...input) => {
      const answer = await ctx.fetch(...input);
      await world.echo(psid, id, { mid: 'm_answer' });
      return answer;
    };
    await world.send(psid, { ...ctx, fetch: call });
    expect(await world.get(id)).toMatchObject({ status: 'sent', mid: 'm_answer', echoedAt: expect.any(String) });
    const told = await world.server.api('GET', `/v1/notifications?subject=${id}`);
    expect(told.body.data).toMatchObject([
      { type: 'message.sent', siteId: world.shop.siteId, data: { mid: 'm_answer' } },
    ]);
  });

  test('believes no echo of another thread, another app, or of what was never tried', async () => {
    const [psid, other] = [await world.newPerson(), await world.newPerson()];
    const untried = await world.queue(psid);
    await world.echo(psid, untried);
    expect(await statusOf(untried)).toBe('queued');
    world.stub.reply({ fault: 'break', body: said('m_x') });
    await world.send(psid);
    await world.echo(other, untried);
    await world.echo(psid, untried, { appId: '999' });
    await world.echo(psid, untried, { message: { is_deleted: true } });
    expect(await statusOf(untried)).toBe('sending');
    await world.echo(psid, untried, { appId: world.server.server.app.id });
    expect(await statusOf(untried)).toBe('sent');
  });

  test('keeps the order of a thread while its first message has to wait', async () => {
    const psid = await world.newPerson();
    const ids = [];
    for (const text of ['1', '2', '3']) ids.push(await world.queue(psid, { content: { text } }));
    world.stub.reply(refusal(1200), refusal(2), { body: said('m_answer') });
    await world.send(psid);
    await world.send(psid);
    expect(world.said(psid)).toEqual(['1']);
    for (let i = 0; i < 3; i++) {
      world.advance(5 * MINUTE);
      await world.send(psid);
    }
    expect(world.said(psid)).toEqual(['1', '1', '1', '2', '3']);
    expect(await Promise.all(ids.map(statusOf))).toEqual(['sent', 'sent', 'sent']);
    expect((await world.get(ids[0] ?? '')).attempts).toBe(3);
  });

  test.each([
    ['the person cannot be reached', refusal(551, 1545041), 'person_unreachable'],
    ['the window is closed after all', refusal(10, 2018278), 'window_closed'],
    ['another app answers', refusal(10, 2018300), 'thread_owned_by_other_app'],
    ['the platform finds a fault', refusal(100, 2018034), 'platform_refused'],
  ])('ends as failed when %s, with what to do, and goes on', async (_, reply, code) => {
    const psid = await world.newPerson();
    const id = await world.queue(psid);
    world.stub.reply(reply);
    await world.send(psid);
    expect(await world.get(id)).toMatchObject({
      status: 'failed',
      attempts: 1,
      reason: { code, hint: expect.stringMatching(/\w/) },
    });
    expect(world.settled).toMatchObject([{ messageId: id, status: 'failed', code }]);
    const again = await world.queue(psid);
    expect(await statusOf(again)).toBe(code === 'person_unreachable' ? 'refused' : 'queued');
  });

  test('gives up a platform that is down after a bounded number of calls', async () => {
    const psid = await world.newPerson();
    const id = await world.queue(psid);
    world.stub.reply(refusal(1200));
    for (let i = 0; i < 20; i++) {
      await world.send(psid);
      world.advance(5 * MINUTE);
    }
    expect(await world.get(id)).toMatchObject({ status: 'failed', attempts: 8, reason: { code: 'platform_refused' } });
    expect(world.said(psid)).toHaveLength(8);
  });

  test('does not outlive the time in which it may be said', async () => {
    const psid = await world.newPerson();
    const notAfter = new Date(world.ctx().clock.now().getTime() + MINUTE);
    const [short, long] = [await world.queue(psid, { notAfter }), await world.queue(psid)];
    world.advance(24 * 60 * MINUTE);
    await world.send(psid);
    expect(await world.get(short)).toMatchObject({ status: 'failed', reason: { code: 'message_expired' } });
    expect(await world.get(long)).toMatchObject({ status: 'failed', reason: { code: 'window_closed' } });
    expect(world.said(psid)).toEqual([]);
  });

  test('by two processes at once says every message once', async () => {
    const psid = await world.newPerson();
    for (const text of ['1', '2', '3', '4']) await world.queue(psid, { content: { text } });
    await Promise.all([world.send(psid), world.send(psid), world.send(psid)]);
    await world.send(psid);
    expect(world.said(psid)).toEqual(['1', '2', '3', '4']);
  });

  test('fails at once on a Page whose token died, and says what to do', async () => {
    const psid = await world.newPerson();
    const [first, second] = [await world.queue(psid), await world.queue(psid)];
    world.stub.reply(refusal(190, 463));
    await world.send(psid);
    expect(world.said(psid)).toHaveLength(1);
    for (const id of [first, second]) {
      expect(await world.get(id)).toMatchObject({
        status: 'failed',
        reason: { code: 'page_broken', hint: expect.stringMatching(/onnect/) },
      });
    }
    expect(await statusOf(await world.queue(psid))).toBe('refused');
  });
});

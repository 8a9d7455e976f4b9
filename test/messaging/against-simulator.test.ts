import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../shared/api/messages.ts';
import { languageOf } from '../../server/messaging/index.ts';
import { startConnectWorld, type ConnectWorld } from '../pages/connect-world.ts';

const PATIENCE_MS = 30_000;

describe.each(['sqlite', 'postgres'] as const)('the platform and %s', (dialect) => {
  let world: ConnectWorld;
  let psid: string;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    await world.connect();
    await world.write();
    psid = (await until(async () => (await threads())[0])).psid;
  });
  afterAll(async () => await world.stop());

  const threads = async (): Promise<{ psid: string }[]> =>
    (await world.server.api('GET', `/v1/threads?pageId=${world.pageId}`)).body.data;
  const post = async (fields: object): Promise<Message> => {
    const { status, body } = await world.server.api('POST', '/v1/messages', {
      body: { pageId: world.pageId, psid, ...fields },
    });
    expect([status, body.error]).toEqual([202, undefined]);
    return body;
  };
  const whenSettled = (id: string): Promise<Message> =>
    until(async () => {
      const { body } = await world.server.api('GET', `/v1/messages/${id}`);
      return body.settledAt && body.echoedAt ? body : undefined;
    });
  const copiesOf = async (text: string): Promise<number> => {
    const thread = (await world.sim.control.state()).threads.find(({ pageId }) => pageId === world.pageId);
    return JSON.stringify(thread).split(`"${text}"`).length - 1;
  };

  test.each(['reset', 'truncated'] as const)(
    'that accepts a message and then answers "%s" is not asked again: the echo tells',
    async (answer) => {
      await world.sim.control.setGraphFaults({ answer, path: 'messages', times: 1 });
      const text = `Accepted, then ${answer}`;
      const { id } = await post({ text });
      const next = await post({ text: `After ${answer}` });
      expect(await whenSettled(id)).toMatchObject({
        status: 'sent',
        attempts: 1,
        mid: expect.any(String),
        reason: null,
      });
      expect(await whenSettled(next.id)).toMatchObject({ status: 'sent' });
      expect([await copiesOf(text), await copiesOf(`After ${answer}`)]).toEqual([1, 1]);
    },
  );

  test('takes what we check before: quick replies, and buttons', async () => {
    const quickReplies = Array.from({ length: 13 }, (_, i) => ({ title: `Number ${i}`, payload: String(i) }));
    const first = await post({ text: 'Which?', quickReplies });
    const second = await post({
      text: 'Or?',
      buttons: [{ type: 'postback', title: 'x'.repeat(20), payload: 'x'.repeat(1000) }],
    });
    expect(await whenSettled(first.id)).toMatchObject({ status: 'sent' });
    expect(await whenSettled(second.id)).toMatchObject({ status: 'sent' });
  });

  test("tells a person's language once; it is remembered, and another's is the site's", async () => {
    const { ctx } = world.server.server;
    const asked = async (): Promise<number> => {
      const calls = await world.sim.control.graphCalls();
      return calls.filter(({ path }) => path.endsWith(`/${psid}`)).length;
    };
    const before = await asked();
    await world.sim.control.setPerson(world.person, { locale: 'pl_PL' });
    expect(await languageOf(ctx, world.pageId, psid, 'de')).toBe('pl');
    await world.sim.control.setPerson(world.person, { locale: 'fr_FR' });
    expect(await languageOf(ctx, world.pageId, psid, 'de')).toBe('pl');
    expect(await asked()).toBe(before + 1);
    expect(await languageOf(ctx, world.pageId, '1', 'de')).toBe('de');
    expect(await languageOf(ctx, world.pageId, '1')).toBe('en');
  });
});

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error('It did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

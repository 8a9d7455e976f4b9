import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { knownLanguageOf, languageOf, queueMessage } from '../../server/messaging/index.ts';
import { touchThread } from '../../server/threads/index.ts';
import { refusal } from '../graph/open-graph-world.ts';
import { PAGE_ID } from '../support/server.ts';
import { settleInbox } from '../support/settle.ts';
import { threadEvent } from '../threads/thread-event.ts';
import { type MessageWorld, startMessageWorld, write } from './message-world.ts';

const FOREIGN_PAGE = '9007199254740887';

describe.each(['sqlite', 'postgres'] as const)('/v1/messages on %s', (dialect) => {
  let world: MessageWorld;
  let siteKey: string;
  beforeAll(async () => {
    world = await startMessageWorld(dialect);
    siteKey = await createKey(['messages:read', 'messages:write'], world.shop.siteId);
    await world.server.api('PUT', `/v1/pages/${FOREIGN_PAGE}`, { body: { name: 'Other', accessToken: 'EAAother' } });
  });
  afterAll(async () => await world.stop());
  beforeEach(() => world.stub.reply({ body: { recipient_id: '1', message_id: 'm_answer' } }));

  const createKey = async (scopes: string[], siteId: string | null): Promise<string> =>
    (await world.server.api('POST', '/v1/api-keys', { body: { name: 'test', scopes, siteId } })).body.key;
  const post = (psid: string, fields: object = {}, options: object = {}) =>
    world.server.api('POST', '/v1/messages', { body: { pageId: PAGE_ID, psid, text: 'Hello', ...fields }, ...options });
  const list = async (query: string, key?: string) =>
    (await world.server.api('GET', `/v1/messages?${query}`, key ? { key } : {})).body;

  test('are sent by the job, told to the site, and shown with echo, delivery and reading', async () => {
    const psid = await world.newPerson();
    const quickReplies = [{ title: 'Yes', payload: 'YES' }];
    const { status, body } = await post(psid, { quickReplies }, { key: siteKey });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      siteId: world.shop.siteId,
      purpose: 'api',
      status: 'queued',
      text: 'Hello',
      quickReplies,
    });
    await world.server.settle();
    expect(await world.get(body.id)).toMatchObject({ status: 'sent', mid: 'm_answer', messagingType: 'RESPONSE' });
    const wire = JSON.parse(world.stub.calls.at(-1)?.body ?? '');
    expect(wire).toMatchObject({ recipient: { id: psid }, messaging_type: 'RESPONSE', message: { metadata: body.id } });
    const told = (await world.server.api('GET', `/v1/notifications?subject=${body.id}`)).body.data;
    expect(told).toMatchObject([{ type: 'message.sent', siteId: world.shop.siteId, data: { psid, mid: 'm_answer' } }]);
    const written = (await world.server.api('GET', '/v1/audit')).body.data;
    expect(written).toContainEqual(
      expect.objectContaining({ action: 'message.queued', subject: body.id, actorType: 'api-key' }),
    );
    const said = Date.now();
    const receipt = (content: object) => ({
      sender: { id: psid },
      recipient: { id: PAGE_ID },
      timestamp: said + 60,
      ...content,
    });
    // Both receipts come before the echo that says when it was said.
    await world.server.deliver(
      receipt({ read: { watermark: said + 50 } }),
      receipt({ delivery: { watermark: said + 20 } }),
    );
    await settleInbox(world.server.server.ctx);
    await world.echo(psid, body.id, { mid: 'm_answer', timestamp: said });
    const iso = (ms: number) => new Date(said + ms).toISOString();
    expect(await world.get(body.id)).toMatchObject({
      deliveredAt: iso(20),
      readAt: iso(50),
      echoedAt: expect.any(String),
    });
  });

  test('count as delivered by name, and as read only from the watermark on', async () => {
    const psid = await world.newPerson();
    world.stub.reply({ body: { recipient_id: '1', message_id: `m_${psid}` } });
    const { body } = await post(psid);
    await world.server.settle();
    const said = Date.now();
    await world.echo(psid, body.id, { mid: `m_${psid}`, timestamp: said });
    const receipt = (content: object, after = 9) => ({
      sender: { id: psid },
      recipient: { id: PAGE_ID },
      timestamp: said + after,
      ...content,
    });
    await world.server.deliver(
      receipt({ read: { watermark: said - 1 } }),
      receipt({ delivery: { watermark: said - 1 } }),
    );
    await settleInbox(world.server.server.ctx);
    expect(await world.get(body.id)).toMatchObject({ deliveredAt: null, readAt: null });
    await world.server.deliver(receipt({ delivery: { watermark: said - 2, mids: ['m_other', `m_${psid}`] } }, 10));
    await settleInbox(world.server.server.ctx);
    expect(await world.get(body.id)).toMatchObject({ deliveredAt: new Date(said + 10).toISOString(), readAt: null });
    await world.server.deliver(receipt({ read: { watermark: said } }, 11));
    await settleInbox(world.server.server.ctx);
    expect(await world.get(body.id)).toMatchObject({ readAt: new Date(said).toISOString() });
  });

  test('that may not be sent are answered with the reason, and kept', async () => {
    const { status, body } = await post('123456789', { siteId: world.shop.siteId });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ code: 'thread_unknown', message: expect.stringContaining('No thread') });
    const [kept] = (await list('psid=123456789')).data;
    expect(kept).toMatchObject({ status: 'refused', reason: { code: 'thread_unknown', changesAt: null }, attempts: 0 });
    expect(body.error.hint).toContain(kept.id);
    expect((await post('1', { pageId: '404' })).body.error.code).toBe('page_unknown');
    const late = '7700000001';
    await world.server.deliver(write(late, Date.now() - 3 * 86_400_000));
    await settleInbox(world.server.server.ctx);
    expect((await post(late)).body.error).toMatchObject({
      code: 'window_closed',
      hint: expect.stringContaining('HUMAN_AGENT'),
    });
    const tagged = await post(late, { tag: 'HUMAN_AGENT' });
    expect(tagged.status).toBe(202);
    await world.server.settle();
    expect(JSON.parse(world.stub.calls.at(-1)?.body ?? '')).toMatchObject({
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
    });
  });

  test('are refused for what the platform would not take, before anything is called or kept', async () => {
    const psid = await world.newPerson();
    const calls = world.stub.calls.length;
    for (const fields of [
      { text: '' },
      { text: 'x'.repeat(2001) },
      { buttons: [{ type: 'url', title: 'Go', url: 'http://shop.example/' }] },
      { quickReplies: [{ title: 'Yes', payload: 'threadtie:link:lat_1:42' }] },
      { buttons: [{ type: 'postback', title: 'Yes', payload: ' ThreadTie:login' }] },
      { tag: 'CONFIRMED_EVENT_UPDATE' },
    ]) {
      const { status, body } = await post(psid, fields);
      expect([status, body.error.code, body.error.hint]).toEqual([400, 'invalid_request', expect.stringMatching(/\w/)]);
    }
    expect(
      (await post(psid, { buttons: [{ type: 'url', title: 'Go', url: 'http://localhost:1/' }] })).body.error.code,
    ).toBe('content_invalid');
    expect(world.stub.calls).toHaveLength(calls);
    expect((await list(`psid=${psid}`)).data).toHaveLength(1);
  });

  test('with the same key are one message, also when they come at the same time; another body is refused', async () => {
    const psid = await world.newPerson();
    const raced = await Promise.all([1, 2, 3, 4].map(() => post(psid, { idempotencyKey: 'order-1' })));
    expect(raced.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(raced.map(({ body }) => body.id)).size).toBe(1);
    const byHeader = await post(psid, {}, { headers: { 'idempotency-key': 'order-1' } });
    expect(byHeader.body.id).toBe(raced[0]?.body.id);
    const other = await post(psid, { text: 'Other', idempotencyKey: 'order-1' });
    expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_key_reused']);
    const both = await post(psid, { idempotencyKey: 'a' }, { headers: { 'idempotency-key': 'b' } });
    expect(both.body.error.code).toBe('invalid_request');
    const ofSite = await post(psid, { idempotencyKey: 'order-1' }, { key: siteKey });
    expect([ofSite.status, ofSite.body.id === raced[0]?.body.id]).toEqual([202, false]);
    await world.server.settle();
    expect(world.said(psid)).toEqual(['Hello', 'Hello']);
    const refused = [await post('404', { idempotencyKey: 'r' }), await post('404', { idempotencyKey: 'r' })];
    expect(refused.map(({ body }) => body.error.code)).toEqual(['thread_unknown', 'thread_unknown']);
    expect((await list('psid=404')).data).toHaveLength(1);
  });

  test('are listed newest first, without a gap or a repeat, by page, person, site and status', async () => {
    expect(await list('psid=nobody')).toEqual({ data: [], nextCursor: null });
    const psid = await world.newPerson();
    const ids: string[] = [];
    for (const text of ['1', '2', '3']) ids.unshift((await post(psid, { text })).body.id);
    await world.server.settle();
    const walked: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await list(`psid=${psid}&pageId=${PAGE_ID}&status=sent&limit=1${cursor && `&cursor=${cursor}`}`);
      walked.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(ids);
    expect((await list(`psid=${psid}&status=failed`)).data).toEqual([]);
    expect((await list(`psid=${psid}&siteId=${world.shop.siteId}`)).data).toEqual([]);
    expect((await world.server.api('GET', '/v1/messages?cursor=xyz')).body.error.code).toBe('invalid_request');
  });

  test("are seen and sent by a site's key in the site's name only, on its own Pages", async () => {
    const psid = await world.newPerson();
    const ofNobody = (await post(psid)).body.id;
    const own = (await post(psid, {}, { key: siteKey })).body.id;
    expect((await list(`psid=${psid}`, siteKey)).data).toMatchObject([{ id: own }]);
    expect((await world.server.api('GET', `/v1/messages/${ofNobody}`, { key: siteKey })).status).toBe(404);
    expect((await post(psid, { pageId: FOREIGN_PAGE }, { key: siteKey })).status).toBe(404);
    expect((await post(psid, { siteId: 'site_other' }, { key: siteKey })).body.error.code).toBe('missing_scope');
    expect((await post(psid, { siteId: 'site_none' })).status).toBe(404);
    const reading = await createKey(['messages:read'], null);
    expect((await post(psid, {}, { key: reading })).body.error.code).toBe('missing_scope');
    expect((await post(psid, {}, { key: null })).status).toBe(401);
    await world.server.settle();
  });

  test('that answer an event count what it says of the thread, though that is not written down yet', async () => {
    const psid = await world.newPerson();
    const ctx = world.ctx();
    world.advance(3 * 86_400_000);
    const event = threadEvent(psid, ctx.clock.now().getTime(), { message: { mid: `m_now_${psid}`, text: 'Yes' } });
    const input = { pageId: PAGE_ID, psid, siteId: null, purpose: 'linking', content: { text: 'Fine' } } as const;
    const [without, answering] = await ctx.storage.write(async () => {
      await touchThread(ctx, event);
      return [await queueMessage(ctx, input), await queueMessage(ctx, { ...input, answers: event })];
    });
    expect(without).toMatchObject({ status: 'refused', refusal: { code: 'window_closed' } });
    expect(answering).toMatchObject({ status: 'queued' });
    const stranger = { ...input, psid: 'nobody', answers: event };
    expect(await queueMessage(ctx, stranger)).toMatchObject({ refusal: { code: 'thread_unknown' } });
  });

  test('vanish with the write they stand in', async () => {
    const psid = await world.newPerson();
    const undone = world.ctx().storage.write(async () => {
      await world.queue(psid);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await list(`psid=${psid}`)).data).toEqual([]);
  });

  test("are in the site's language where the platform may not tell the person's, which harms no Page", async () => {
    const psid = await world.newPerson();
    const language = () => languageOf(world.server.server.ctx, PAGE_ID, psid, 'it');
    const asked = () => world.stub.calls.filter(({ path }) => path.endsWith(`/${psid}`)).length;
    world.stub.reply({ fault: 'reset' });
    expect([await language(), await knownLanguageOf(world.ctx(), PAGE_ID, psid, 'it')]).toEqual(['it', null]);
    const before = asked();
    world.stub.reply(refusal(200), { body: { id: psid, locale: 'de_DE' } });
    expect([await language(), await language()]).toEqual(['it', 'it']);
    expect([asked(), await knownLanguageOf(world.ctx(), PAGE_ID, psid, 'it')]).toEqual([before + 1, 'it']);
    const page = (await world.server.api('GET', `/v1/pages/${PAGE_ID}`)).body;
    expect(page.problems).toEqual([]);
  });
});

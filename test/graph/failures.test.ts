import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callGraph } from '../../server/graph/call-graph.ts';
import * as graph from '../../server/graph/index.ts';
import { freePort } from '../support/free-port.ts';
import type { Reply } from './graph-stub.ts';
import { failureOf, type GraphWorld, openGraphWorld, PAGE, PAGE_ID, refusal } from './open-graph-world.ts';

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

const text = { recipient: { psid: '1' }, message: { text: 'Hello' }, messagingType: 'RESPONSE' } as const;
const SENT = { body: { recipient_id: '1', message_id: 'm_1' } };
const send = () => graph.sendMessage(world.ctx, PAGE, text);
const getPage = () => graph.getPage(world.ctx, PAGE, { pageId: PAGE_ID });
const subscribe = () => graph.subscribePage(world.ctx, PAGE, { pageId: PAGE_ID, fields: ['messages'] });
const HTML = { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>Sorry</html>' };

const STRANGE: [string, Reply][] = [
  ['HTML with status 500', HTML],
  ['half a body of JSON', { body: '{"id":"1"' }],
  ['an empty body', { body: '' }],
  ['a reset connection', { fault: 'reset' }],
  ['a connection that breaks in the body', { body: '{"id":"1"}', fault: 'break' }],
  ['no object', { body: '17' }],
];

describe('an answer that is none of the platform', () => {
  test.each(STRANGE)('%s: what only reads is asked twice more, then given up', async (_, reply) => {
    world.stub.reply(reply);
    const error = await failureOf(getPage());
    expect(error).toMatchObject({ verdict: 'retry', code: null, isAmbiguous: false, pageId: PAGE_ID });
    expect(graph.toThreadtieError(error).code).toBe('platform_unreachable');
    expect(world.stub.calls).toHaveLength(3);
  });

  test.each(STRANGE)('%s: a message is sent once, and may have arrived', async (_, reply) => {
    world.stub.reply(reply);
    const error = await failureOf(send());
    expect(error).toMatchObject({ verdict: 'give_up', code: null, isAmbiguous: true });
    expect(graph.toThreadtieError(error).code).toBe('platform_unreachable');
    expect(world.stub.calls).toHaveLength(1);
  });

  test('the second time is as good as the first', async () => {
    world.stub.reply(HTML, { body: { id: PAGE_ID, name: 'Shop' } });
    expect(await getPage()).toMatchObject({ name: 'Shop' });
    world.stub.reply({ fault: 'reset' }, { body: { success: true } });
    await subscribe();
    expect(world.stub.calls).toHaveLength(4);
  });

  test('a redirect is not followed, and not tried again', async () => {
    world.stub.reply({ status: 302, headers: { location: `${world.stub.url}/elsewhere` } });
    const error = await failureOf(getPage());
    expect(error).toMatchObject({ verdict: 'give_up', httpStatus: 302 });
    expect(error.sentence).toContain('GRAPH_URL');
    expect(world.stub.calls).toHaveLength(1);
  });

  test('a refusal without an error of the platform is not tried again', async () => {
    world.stub.reply({ status: 403, body: '<html>Proxy</html>' });
    expect(await failureOf(send())).toMatchObject({ verdict: 'give_up', isAmbiguous: false, httpStatus: 403 });
  });

  test('an answer larger than could be needed is cut off', async () => {
    world.stub.reply({ body: `{"id":"${'1'.repeat(5_000_000)}"}` });
    expect(await failureOf(getPage())).toMatchObject({ verdict: 'give_up', code: null });
    expect(world.stub.calls).toHaveLength(1);
  });
});

describe('no answer', () => {
  test('ends when the time is over', async () => {
    world.stub.reply({ fault: 'hang' });
    const request = { name: 'x', method: 'POST', path: ['x'], answer: z.object({}), timeoutMs: 100 } as const;
    const error = await failureOf(callGraph(world.ctx, PAGE, request));
    expect(error).toMatchObject({ verdict: 'give_up', isAmbiguous: true });
    expect(error.sentence).toContain('in time');
  });

  test('where nobody listens is no doubt: nothing was sent', async () => {
    const settings = { ...world.ctx.settings, graphUrl: `http://127.0.0.1:${await freePort()}` };
    const error = await failureOf(graph.sendMessage({ ...world.ctx, settings }, PAGE, text));
    expect(error).toMatchObject({ verdict: 'retry', isAmbiguous: false, httpStatus: null });
  });

  test.each([
    ['ENOTFOUND', 'DNS', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'reached', false],
    ['CERT_HAS_EXPIRED', 'certificate', false],
    ['UND_ERR_SOCKET', 'broke', true],
  ])('is told by its reason: %s', async (code, word, isAmbiguous) => {
    // As the platform's fetch fails; names that do not resolve would be asked of another machine.
    const cause = new AggregateError([Object.assign(new Error('EAAtoken'), { code })]);
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const error = await failureOf(graph.sendMessage({ ...world.ctx, fetch: failing }, PAGE, text));
    expect(error).toMatchObject({ verdict: isAmbiguous ? 'give_up' : 'retry', isAmbiguous, httpStatus: null });
    expect(error.sentence).toContain(word);
    expect(error.cause).toBe(undefined);
  });
});

describe('an error of the platform', () => {
  test('is told apart by numbers, whatever language its texts are in', async () => {
    const texts = [
      {},
      { message: '(#10) Diese Nachricht ...', error_user_title: 'Nein', error_user_msg: 'Geht nicht' },
    ];
    const seen: object[] = [];
    for (const more of texts) {
      world.stub.reply(refusal(10, 2018278, more));
      seen.push({ ...(await failureOf(send())) });
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toMatchObject({
      code: 10,
      subcode: 2018278,
      verdict: 'give_up',
      traceId: 'AxIIVeNpuf3y2jeXdufRcEX',
    });
  });

  test('is one also with status 200, and with numbers as strings', async () => {
    world.stub.reply({ body: { error: { code: '190', error_subcode: '463' } } });
    expect(await failureOf(getPage())).toMatchObject({
      code: 190,
      subcode: 463,
      problem: 'token_expired',
      traceId: null,
    });
  });

  test('that is temporary is tried again, but a message never', async () => {
    world.stub.reply(refusal(2, undefined, { is_transient: true }), { body: { id: PAGE_ID } });
    await getPage();
    expect(world.stub.calls).toHaveLength(2);
    world.stub.reply(refusal(2, undefined, { is_transient: true }), SENT);
    expect(await failureOf(send())).toMatchObject({ verdict: 'retry', isAmbiguous: false });
    expect(world.stub.calls).toHaveLength(3);
  });

  test('that says nothing about arrival leaves a message in doubt', async () => {
    world.stub.reply(refusal(1, 1357046));
    expect(await failureOf(send())).toMatchObject({ verdict: 'give_up', isAmbiguous: true });
  });

  test.each([
    [190, 463, 'page_broken'],
    [10, 2018278, 'platform_refused'],
    [551, 1545041, 'platform_refused'],
    [100, 2018014, 'platform_refused'],
    [1200, undefined, 'platform_busy'],
    [80006, undefined, 'platform_busy'],
  ])('becomes one of ours: %i/%i', async (code, subcode, ours) => {
    world.stub.reply(refusal(code, subcode));
    const error = await failureOf(send());
    const mapped = graph.toThreadtieError(error);
    expect(mapped).toMatchObject({ code: ours, hint: error.sentence });
    expect(mapped.message).toContain(`code ${code}`);
  });
});

describe('sending', () => {
  test.each([
    ['a message', SENT.body, { recipientId: '1', messageId: 'm_1', attachmentId: null }],
    ['to who has no id yet', { message_id: 'm_1' }, { recipientId: null, messageId: 'm_1', attachmentId: null }],
    ['a sign', { recipient_id: '1' }, { recipientId: '1', messageId: null, attachmentId: null }],
    ['a file', { message_id: 'm', attachment_id: 5 }, { recipientId: null, messageId: 'm', attachmentId: '5' }],
    ['nested', { recipient: { id: '1', message_id: 'm' } }, { recipientId: '1', messageId: 'm', attachmentId: null }],
  ])('%s is understood', async (_, body, result) => {
    world.stub.reply({ body });
    expect(await send()).toEqual(result);
  });

  test('puts every part where the platform looks for it', async () => {
    world.stub.reply(SENT);
    await graph.sendMessage(world.ctx, PAGE, {
      recipient: { userRef: 'ref-1' },
      message: { text: 'Hello' },
      messagingType: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
      notificationType: 'NO_PUSH',
      personaId: '7',
      replyToMessageId: 'm_0',
      handOver: { type: 'pass', appId: '42' },
    });
    expect(JSON.parse(world.stub.calls[0]?.body ?? '')).toEqual({
      recipient: { user_ref: 'ref-1' },
      message: { text: 'Hello' },
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
      notification_type: 'NO_PUSH',
      persona_id: '7',
      reply_to: { mid: 'm_0' },
      thread_control: { control_type: 'pass', app_id: '42' },
    });
  });
});

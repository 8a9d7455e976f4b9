import { createRoute, z } from '@hono/zod-openapi';
import { page } from '../../shared/api/list.ts';
import { ListMessagesQuery, Message, PostMessageBody } from '../../shared/api/messages.ts';
import { ThreadtieError } from '../base/errors.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { getMessage } from './get-message.ts';
import { listMessages } from './list-messages.ts';
import { postMessage } from './post-message.ts';

const shared = { tags: ['Messages'], security: bearer };

const headers = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });

const post = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/messages',
  summary: 'Say something in a thread',
  description:
    'What may not be sent is answered 409 with the reason, and kept: GET /v1/messages lists it as `refused`.',
  request: { headers, body: jsonBody(PostMessageBody) },
  responses: { 202: json(Message, 'The message, waiting to be sent.'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/messages',
  summary: 'List messages and what became of them',
  request: { query: ListMessagesQuery },
  responses: { 200: json(page(Message), 'The one asked for last first.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/messages/{id}',
  summary: 'Get a message and what became of it',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(Message, 'The message.'), ...errors },
});

/** `/v1/messages` */
export function messageRoutes(): Router {
  return createRouter()
    .openapi(post, async (c) => {
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(orRefusal(await postMessage(c.var.ctx, c.req.valid('json'), key)), 202);
    })
    .openapi(list, async (c) => c.json(await listMessages(c.var.ctx, c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await getMessage(c.var.ctx, c.req.valid('param').id), 200));
}

/** A refused message is kept all the same; whoever asked is told why. */
function orRefusal(message: Message): Message {
  const { id, status, reason } = message;
  if (status !== 'refused' || !reason || reason.code === 'outcome_unknown') return message;
  throw new ThreadtieError(reason.code, reason.message, `${reason.hint} The message is kept as "${id}".`);
}

import { createRoute, z } from '@hono/zod-openapi';
import { LoginPromptBody, LoginPromptResult } from '../../../shared/api/link-codes.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../../base/http/index.ts';
import { askToLogIn } from './ask-to-log-in.ts';

const prompt = createRoute({
  tags: ['Threads'],
  security: bearer,
  method: 'post',
  path: '/v1/threads/{pageId}/{psid}/login-prompt',
  summary: 'Ask a person to log in',
  description:
    "Sends the site's Log In button, with a page for computers; whoever is connected already is told so. At most once a minute. For a button of your own words: POST /v1/messages with a button of type account_link.",
  request: {
    params: z.object({ pageId: z.string().min(1).max(100), psid: z.string().min(1).max(100) }),
    body: jsonBody(LoginPromptBody),
  },
  responses: { 202: json(LoginPromptResult, 'The message, waiting to be sent.'), ...errors },
});

/** `/v1/threads/{pageId}/{psid}/login-prompt` */
export function loginPromptRoutes(): Router {
  return createRouter().openapi(prompt, async (c) => {
    const result = await askToLogIn(c.var.ctx, c.req.valid('param'), c.req.valid('json'));
    return c.json(result, 202);
  });
}

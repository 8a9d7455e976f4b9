import { createRoute } from '@hono/zod-openapi';
import { CreateLinkCodeBody, LinkCode } from '../../../shared/api/link-codes.ts';
import {
  allowCors,
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  json,
  limitBody,
  parseTextBody,
  readCaller,
  type Router,
} from '../../base/http/index.ts';
import { issueLinkCode } from './issue-link-code.ts';

/** Of one address: a whole office may stand behind it, and a site's back end asks for all of its people. */
const BROWSER_CODES_PER_MINUTE = 30;
const BACKEND_CODES_PER_MINUTE = 600;

const create = createRoute({
  method: 'post',
  path: '/v1/link-codes',
  tags: ['Visitors'],
  summary: 'Give out a code that ties a chat to an account',
  description:
    'For whoever has the chat elsewhere than the page: they type the code there, or open the link. Both the chat and the page (POST /v1/refs/{id}/confirm) must agree then. JSON as text/plain, as for POST /v1/refs, or as application/json.',
  request: { body: { required: true, content: { 'text/plain': { schema: CreateLinkCodeBody } } } },
  responses: { 201: json(LinkCode, 'The code, with the secret of its visit (shown once).'), ...errors },
});

/**
 * `/v1/link-codes`
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function linkCodeRoutes(trustedProxies: number): Router {
  const router = createRouter();
  const browsers = createRateLimit(BROWSER_CODES_PER_MINUTE, 60);
  const backends = createRateLimit(BACKEND_CODES_PER_MINUTE, 60);
  router.use('/v1/link-codes', allowCors('POST', ['content-type']), limitBody(64));
  router.openapi(create, async (c) => {
    const input = parseTextBody(CreateLinkCodeBody, await c.req.text());
    const { ctx } = c.var;
    const turns = ctx.actor.type === 'api-key' ? backends : browsers;
    await turns.take(clientAddress(c, trustedProxies));
    return c.json(await issueLinkCode(ctx, input, readCaller(c, trustedProxies)), 201);
  });
  return router;
}

/** The door of the HTTP cellar. */
export { apiDocs } from './api-docs.ts';
export { countRequests } from './count-requests.ts';
export { allowCors } from './cors.ts';
export { clientAddress } from './client-address.ts';
export { fastPost } from './fast-post.ts';
export { envelope, onError } from './on-error.ts';
export { type Html, html } from './html.ts';
export { type Listening, startListening } from './listen.ts';
export { limitBody, refuseNul } from './refuse-early.ts';
export { pageHeaders, pagePolicy, type PageSources } from './page-headers.ts';
export { parseTextBody } from './parse-text-body.ts';
export { createRateLimit, type RateLimit } from './rate-limit.ts';
export { bearer, createRouter, errors, type HttpEnv, invalidRequest, json, jsonBody, type Router } from './router.ts';
export { metricsRoute } from './metrics-route.ts';
export { serveFile } from './serve-file.ts';
export { staticPages } from './static-pages.ts';
export { securityHeaders } from './security-headers.ts';
export { withRequestCtx } from './with-request-ctx.ts';

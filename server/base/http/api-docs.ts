import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createRouter, type Router } from './router.ts';
import { serveFile } from './serve-file.ts';

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;
const UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Threadtie API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<body>
<div id="api"><noscript>This page needs JavaScript. The same as JSON: <a href="/openapi.json">/openapi.json</a></noscript></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/init.js"></script>
`;

const INIT = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true });\n`;

/** `/docs`: the API document as a page to browse, from this host alone. */
export function apiDocs(): Router {
  const router = createRouter();
  router.get('/docs', (c) => {
    c.header('content-security-policy', CSP);
    return c.html(PAGE);
  });
  router.get('/docs/init.js', (c) => c.body(INIT, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  for (const asset of ASSETS) {
    router.get(`/docs/${asset}`, (c) => serveFile(c, join(UI, asset), 'public, max-age=86400'));
  }
  return router;
}

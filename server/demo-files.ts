import { fileURLToPath } from 'node:url';
import type { Snippets } from '../shared/api/entry-points.ts';
import { type Router, staticPages } from './base/http/index.ts';

/** As strict as any site's could be: what works here works under a policy without inline script and style. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/**
 * `/demo`: every element of the widget in every state, with the code to copy; from this host alone.
 * @param snippets what it shows for the places that an element is put into
 */
export function demoFiles(snippets: Snippets): Router {
  return staticPages({
    folder: fileURLToPath(new URL('../widget/demo/', import.meta.url)),
    pages: {
      '/demo': { file: 'demo.html', summary: 'Every entry point to try' },
      '/demo/takeover': { file: 'takeover.html', summary: "Meta's old markup, taken over" },
      '/demo/messenger': { file: 'messenger.html', summary: 'What the examples open' },
    },
    files: {
      '/demo/demo.css': 'demo.css',
      '/demo/demo.js': 'demo.js',
      '/demo/play-server.js': 'play-server.js',
      '/demo/takeover.js': 'takeover.js',
      '/demo/logo.svg': 'logo.svg',
      // Where Meta's own script would be found, beside the address that the played server names.
      '/demo/en_US/sdk.js': 'stand-in-sdk.js',
    },
    data: { '/demo/snippets.json': snippets },
    contentSecurityPolicy: CSP,
  });
}

import { createRoute } from '@hono/zod-openapi';
import { createRouter, errors, type Router } from './router.ts';
import { serveFile } from './serve-file.ts';

/** Pages and the files they need, from one folder. */
export interface StaticPages {
  /** With a slash at the end. */
  readonly folder: string;
  /** Path -> file, for people. */
  readonly pages: Readonly<Record<string, { readonly file: string; readonly summary: string }>>;
  /** Path -> file, for the pages. */
  readonly files: Readonly<Record<string, string>>;
  /** Path -> what it answers as JSON, for the pages. */
  readonly data?: Readonly<Record<string, object>>;
  readonly contentSecurityPolicy: string;
}

/** Serves pages under a policy of their own, and their files; browsers ask each time whether they have changed. */
export function staticPages({ folder, pages, files, data = {}, contentSecurityPolicy }: StaticPages): Router {
  const router = createRouter();
  for (const [path, { file, summary }] of Object.entries(pages)) {
    router.openapi(documented(path, summary), async (c) => {
      c.header('content-security-policy', contentSecurityPolicy);
      return await serveFile(c, folder + file, 'no-cache');
    });
  }
  for (const [path, file] of Object.entries(files)) {
    router.openapi(documented(path, 'A file of a page'), (c) => serveFile(c, folder + file, 'no-cache'));
  }
  for (const [path, content] of Object.entries(data)) {
    router.openapi(documented(path, 'What a page shows'), (c) => c.json(content));
  }
  return router;
}

function documented(path: string, summary: string) {
  const responses = { 200: { description: summary }, ...errors };
  return createRoute({ method: 'get', path, tags: ['Visitors'], summary, responses });
}

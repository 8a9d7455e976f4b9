import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context } from 'hono';
import { notFound } from '../errors.ts';
import type { HttpEnv } from './router.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.html': 'text/html; charset=utf-8',
};

/**
 * Answers a file by its full path, which the caller has chosen from a closed list: nothing of a request's path goes in.
 * @param cacheControl how long it may be kept
 */
export async function serveFile(c: Context<HttpEnv>, path: string, cacheControl: string): Promise<Response> {
  const bytes = await readFile(path).catch(() => {
    throw notFound('file', c.req.path);
  });
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': cacheControl,
    etag,
  };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  return c.body(new Uint8Array(bytes), 200, headers);
}

import { extname } from 'node:path';
import type { Context } from 'hono';
import { notFound } from '../errors.ts';
import { chooseEncoding, type Encoding } from './choose-encoding.ts';
import { readEncoded } from './encoded-files.ts';
import type { HttpEnv } from './router.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.html': 'text/html; charset=utf-8',
};
/** What holds text; anything else is compressed in itself. */
const SQUEEZABLE = new Set(['.js', '.mjs', '.css', '.svg', '.html']);
const OFFERED: readonly Encoding[] = ['br', 'gzip'];

/**
 * Answers a file by its full path, which the caller has chosen from a closed list: nothing of a request's path goes in. Text
 * is compressed as the client likes it best, and each form has an ETag of its own.
 * @param cacheControl how long it may be kept
 */
export async function serveFile(c: Context<HttpEnv>, path: string, cacheControl: string): Promise<Response> {
  const isSqueezable = SQUEEZABLE.has(extname(path));
  const wanted = isSqueezable ? chooseEncoding(c.req.header('accept-encoding'), OFFERED) : 'identity';
  const { bytes, encoding, etag } = await readEncoded(path, wanted).catch(() => {
    throw notFound('file', c.req.path);
  });
  const headers = { 'cache-control': cacheControl, etag };
  if (isSqueezable) c.header('vary', 'accept-encoding', { append: true });
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(bytes, 200, {
    ...headers,
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': String(bytes.length),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
}

/** Proxies on the way may have marked it as weak: for a file that is the same. */
function isKnown(header: string | undefined, etag: string): boolean {
  const said = (header ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return said.includes(etag) || said.includes('*');
}

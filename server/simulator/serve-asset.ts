import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import { RequestRefused } from './request-refused.ts';

const FOLDER = new URL('./browser/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Answers with a file of `browser/`, if its name is on the list. */
export async function serveAsset(c: Context, name: string, allowed: readonly string[]): Promise<Response> {
  if (!allowed.includes(name)) throw new RequestRefused(404, `There is no file "${name}".`);
  const body = await readFile(new URL(name, FOLDER), 'utf8');
  return c.body(body, 200, {
    'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
}

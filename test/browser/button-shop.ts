import { createServer } from 'node:http';
import { listenLocally } from './listen-locally.ts';

/** A website with one page, and the Messenger it links to; remembers what its Messenger was opened with. */
export interface Shop {
  readonly origin: string;
  readonly opened: string[];
  css: string;
  page: { readonly html: string; readonly headers: Readonly<Record<string, string>> };
  /** What its token address answers. */
  token: { readonly status: number; readonly text: string };
  close(): Promise<void>;
}

/** Starts the website. `/m/PAGE` stands for m.me, `/shop.css` for its style sheet, `/token` for its back end. */
export async function startShop(css = ''): Promise<Shop> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/m/')) {
      shop.opened.push(path);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Messenger</title>');
    } else if (path === '/shop.css') response.writeHead(200, { 'content-type': 'text/css' }).end(shop.css);
    else if (path === '/token')
      response.writeHead(shop.token.status, { 'content-type': 'text/plain' }).end(shop.token.text);
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...shop.page.headers }).end(shop.page.html);
  });
  const { origin, close } = await listenLocally(server);
  const shop: Shop = {
    origin,
    opened: [],
    css,
    page: { html: '', headers: {} },
    token: { status: 200, text: '' },
    close,
  };
  return shop;
}

/** A policy that allows nothing but the widget's own server: no inline script, no style at all, no string to code. */
export function strictPolicy(api: string, more = ''): Readonly<Record<string, string>> {
  const policy = `default-src 'none'; script-src ${api}; style-src 'none'; connect-src ${api} ${more}; img-src 'none'`;
  return { 'content-security-policy': `${policy}; require-trusted-types-for 'script'` };
}

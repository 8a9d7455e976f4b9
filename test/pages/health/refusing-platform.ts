import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A platform that refuses everything at once. */
export interface RefusingPlatform {
  readonly url: string;
  /** The Pages whose subscription was asked for, in order. */
  readonly looks: string[];
  /** How many calls were open at the same time. */
  readonly most: { open: number };
  stop(): Promise<void>;
}

/** Starts it on a free loopback port. */
export async function startRefusingPlatform(): Promise<RefusingPlatform> {
  const looks: string[] = [];
  const most = { open: 0 };
  let open = 0;
  const listener = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://platform');
    const [, pageId] = /\/(\d+)\/subscribed_apps$/.exec(pathname) ?? [];
    if (pageId) looks.push(pageId);
    most.open = Math.max(most.open, ++open);
    setTimeout(() => {
      open -= 1;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: 'No.', type: 'OAuthException', code: 100 } }));
    }, 5);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const stop = async () => await new Promise<void>((resolve) => void listener.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, looks, most, stop };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's server, who answers everything alike. */
export interface Stub {
  readonly url: string;
  /** What is answered from now on. */
  answer(status: number, body: string): void;
  close(): Promise<void>;
}

/** Starts one on a free port of this machine. */
export async function startStub(): Promise<Stub> {
  let now = { status: 200, body: '' };
  const server = createServer((_request, response) => void response.writeHead(now.status).end(now.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (status, body) => void (now = { status, body }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

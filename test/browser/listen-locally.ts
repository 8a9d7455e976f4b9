import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback address. */
export interface LocalServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Lets a server listen on the loopback address, on a free port or the one given. */
export async function listenLocally(server: Server, port = 0): Promise<LocalServer> {
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

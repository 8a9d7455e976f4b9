import { createServer } from 'node:net';

/**
 * Linux gives ports from 32768 on to whoever asks for any, so that one of those could be somebody else's before it is used.
 * Each process goes through these from a place of its own.
 */
const [LOWEST, COUNT, APART] = [12_000, 20_000, 211];
let given = process.pid * APART;

/** Finds a port on the loopback address that nobody listens on, and that the system gives to nobody who asks for any. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries++) {
    const port = LOWEST + (given++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error('The system has no free port.');
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

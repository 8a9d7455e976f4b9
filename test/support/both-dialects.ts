import { afterAll, beforeAll, describe } from 'vitest';
import { startTestServer, type TestServer } from './server.ts';

/** Runs the tests against the real server on SQLite and on Postgres, each started once. */
export function onBothDialects(title: string, define: (server: () => TestServer) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${title} on %s`, (dialect) => {
    let server: TestServer | undefined;
    beforeAll(async () => {
      server = await startTestServer(dialect);
    });
    afterAll(async () => await server?.stop());
    define(() => {
      if (!server) throw new Error('The server has not started.');
      return server;
    });
  });
}

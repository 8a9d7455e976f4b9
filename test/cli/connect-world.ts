import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { freePort } from '../support/free-port.ts';
import { APP_ID, APP_SECRET, MASTER_KEY, startTestServer, type TestServer, VERIFY_TOKEN } from '../support/server.ts';
import { type Ended, type Running, start } from './command-line.ts';

/** A Page of the simulator's that nobody has connected. */
export const TRADE_PAGE = '10672809700474611';

/** The server, a pretended Messenger behind its Graph calls, and a command line with a key. */
export interface ConnectWorld {
  readonly server: TestServer;
  readonly simulator: RunningSimulator;
  /** Starts a command at this server. */
  start(args: readonly string[], input?: string, env?: Record<string, string>): Running;
  /** Types a command at this server and waits for its end. */
  ask(args: readonly string[], input?: string, env?: Record<string, string>): Promise<Ended>;
  stop(): Promise<void>;
}

/** Starts both, each knowing the other's address; the simulator's shop is registered. */
export async function startConnectWorld(): Promise<ConnectWorld> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const server = await startTestServer('sqlite', {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    GRAPH_URL: `http://localhost:${simulatorPort}/graph`,
    M_ME_URL: `http://localhost:${simulatorPort}/m`,
  });
  const simulator = await startSimulator({
    port: simulatorPort,
    host: '127.0.0.1',
    apiUrl: server.url,
    apiKey: MASTER_KEY,
    app: { id: APP_ID, secret: APP_SECRET, verifyToken: VERIFY_TOKEN },
    statePath: null,
  });
  await simulator.ready;
  await simulator.control.setApp({ allowsLocalDomains: true });
  const run: ConnectWorld['start'] = (args, input = '', env = {}) =>
    start([...args, '--url', server.url], { THREADTIE_API_KEY: MASTER_KEY, ...env }, input);
  return {
    server,
    simulator,
    start: run,
    ask: async (args, input, env) => await run(args, input, env).ended,
    async stop() {
      await simulator.close();
      await server.stop();
    },
  };
}

/** Takes away everything that connecting sets: the callback, the fields, the subscription and the profile. */
export async function forgetSetUp({ control }: RunningSimulator, pageId: string): Promise<void> {
  await control.setApp({ callbackUrl: null, fields: { page: [] } });
  await control.setPage(pageId, { subscribedFields: null, getStarted: null, domains: [] });
}

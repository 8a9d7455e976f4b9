import type { ConnectedPage } from '../../../shared/api/pages.ts';
import type { Notification } from '../../../shared/api/notifications.ts';
import { selectHealth } from '../../../server/pages/health/health-store.ts';
import { type RunningSimulator, startSimulator } from '../../../server/simulator/index.ts';
import { freePort } from '../../support/free-port.ts';
import {
  APP_ID,
  APP_SECRET,
  MASTER_KEY,
  startTestServer,
  type TestServer,
  VERIFY_TOKEN,
} from '../../support/server.ts';

const MINUTE = 60_000;
const CLAIMED_MS = 5 * MINUTE;
const PATIENCE_MS = 30_000;

/** The real server with its watchdog, and the simulated platform, on clocks that are turned together. */
export interface WatchedWorld {
  readonly server: TestServer;
  readonly sim: RunningSimulator;
  /** The simulated Page of the demo shop. */
  readonly pageId: string;
  /** Lets this many minutes go by for both. */
  pass(minutes: number): Promise<void>;
  /** Ada writes to the Page. */
  write(text: string): Promise<void>;
  /** The Page as the API shows it, once it is as asked for. */
  pageWhen(is: (page: ConnectedPage) => boolean): Promise<ConnectedPage>;
  /** Resolves when no check of the Page is due or under way: the next one is appointed. */
  rest(): Promise<void>;
  /** Resolves when a check of the Page is under way. */
  checking(): Promise<void>;
  /** The types of what was queued for the Page, oldest first. */
  told(): Promise<Notification['type'][]>;
  stop(): Promise<void>;
}

/** Starts both, with the demo shop's Page connected. */
export async function startWatchedWorld(dialect: 'sqlite' | 'postgres'): Promise<WatchedWorld> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const server = await startTestServer(dialect, {
    PORT: String(port),
    PUBLIC_URL: url,
    GRAPH_URL: `http://127.0.0.1:${simulatorPort}/graph`,
    WATCHDOG: 'on',
  });
  const sim = await startSimulator({
    port: simulatorPort,
    host: '127.0.0.1',
    apiUrl: url,
    apiKey: MASTER_KEY,
    app: { id: APP_ID, secret: APP_SECRET, verifyToken: VERIFY_TOKEN },
    statePath: null,
  });
  await sim.ready;
  const { pages, people } = await sim.control.state();
  const pageId = pages[0]?.id ?? '';
  const ada = people.find((person) => person.name.startsWith('Ada'))?.id ?? '';
  const getPage = async (): Promise<ConnectedPage> => (await server.api('GET', `/v1/pages/${pageId}`)).body;
  /** In how many ms the next check is appointed; one under way has appointed the next should its process die. */
  const untilCheck = async (): Promise<number> => {
    const [row] = await server.server.ctx.storage.read((at) => selectHealth(at, [pageId]));
    return (row?.nextCheckAt?.getTime() ?? 0) - server.clock.now().getTime();
  };
  const isAppointed = async (): Promise<boolean> => {
    const [row] = await server.server.ctx.storage.read((at) => selectHealth(at, [pageId]));
    return Boolean(row?.nextCheckAt);
  };
  // The watchdog hears of the Page a moment later: what it appointed after a turn of the clocks would not be due by it.
  await waitFor(isAppointed, Boolean);
  return {
    server,
    sim,
    pageId,
    async pass(minutes) {
      server.clock.advance(minutes * MINUTE);
      await sim.control.steerClock({ advanceMs: minutes * MINUTE });
    },
    async write(text) {
      await sim.control.writeMessage({ person: ada, pageId, text });
      await sim.control.flush();
    },
    pageWhen: async (is) => await waitFor(getPage, is),
    rest: async () => void (await waitFor(untilCheck, (ms) => ms > CLAIMED_MS)),
    checking: async () => void (await waitFor(untilCheck, (ms) => ms > 0 && ms <= CLAIMED_MS)),
    async told() {
      const answer = await server.api('GET', `/v1/notifications?subject=${pageId}`);
      return answer.body.data.map((each: Notification) => each.type).toReversed();
    },
    async stop() {
      await sim.close();
      await server.stop();
    },
  };
}

/** Asks again and again until the answer is as expected. */
export async function waitFor<T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come true in time. At last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

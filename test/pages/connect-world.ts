import type { PageConnection } from '../../shared/api/page-connections.ts';
import type { Check, CheckName, ConnectedPage } from '../../shared/api/pages.ts';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { freePort } from '../support/free-port.ts';
import { APP_ID, APP_SECRET, MASTER_KEY, startTestServer, type TestServer, VERIFY_TOKEN } from '../support/server.ts';

const PATIENCE_MS = 30_000;

/** The real server and the simulated platform, with one Page that nobody has connected yet. */
export interface ConnectWorld {
  readonly server: TestServer;
  readonly sim: RunningSimulator;
  /** A Page without subscription, Get Started and domains. */
  readonly pageId: string;
  /** The Instagram account of the simulator, and its person. */
  readonly instagramId: string;
  readonly person: string;
  /** Starts a connection with a fresh user token. */
  start(): Promise<PageConnection>;
  /** Chooses Pages and answers the connection when nothing is left to be done without an event. */
  choose(id: string, pageIds: readonly string[], more?: object): Promise<PageConnection>;
  /** The connection, when it is as asked for. */
  when(id: string, is: (connection: PageConnection) => boolean): Promise<PageConnection>;
  /** Starts, chooses the Page, and waits. */
  connect(): Promise<PageConnection>;
  resume(id: string): Promise<PageConnection>;
  /** Ada writes to the Page. */
  write(text?: string): Promise<void>;
  /** Looks at the Page now. */
  look(): Promise<ConnectedPage>;
  stop(): Promise<void>;
}

/** Starts both on free ports. */
export async function startConnectWorld(
  dialect: 'sqlite' | 'postgres',
  env: Record<string, string> = {},
): Promise<ConnectWorld> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const graph = { GRAPH_URL: `http://127.0.0.1:${simulatorPort}/graph` };
  const server = await startTestServer(dialect, { PORT: String(port), PUBLIC_URL: url, ...graph, ...env });
  const app = { id: APP_ID, secret: APP_SECRET, verifyToken: VERIFY_TOKEN };
  const options = { port: simulatorPort, host: '127.0.0.1', apiUrl: url, apiKey: MASTER_KEY, app, statePath: null };
  const sim = await startSimulator(options);
  await sim.ready;
  await server.api('POST', '/v1/sites', {
    body: { name: 'Shop', origins: ['https://shop.example', 'http://localhost:1'] },
  });
  const { pages, people } = await sim.control.state();
  const pageId = pages[1]?.id ?? '';
  const instagramId = pages.find((page) => page.platform === 'instagram')?.id ?? '';
  const person = people.find(({ name }) => name.startsWith('Ada'))?.id ?? '';
  await undress(sim, pageId);
  return {
    ...callsOf(server, sim, pageId, person),
    server,
    sim,
    pageId,
    instagramId,
    person,
    async stop() {
      await sim.close();
      await server.stop();
    },
  };
}

/** Takes from the Page and the app everything that a connection sets. */
export async function undress({ control }: RunningSimulator, pageId: string): Promise<void> {
  await control.setPage(pageId, { subscribedFields: null, getStarted: null, domains: [] });
  await control.setApp({ callbackUrl: null, fields: { page: [], instagram: [] } });
}

type Calls = Pick<ConnectWorld, 'start' | 'choose' | 'when' | 'connect' | 'resume' | 'write' | 'look'>;

function callsOf(server: TestServer, sim: RunningSimulator, pageId: string, person: string): Calls {
  const post = async (path: string, body?: object) => {
    const answer = await server.api('POST', `/v1/${path}`, body ? { body } : {});
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const get = async (id: string): Promise<PageConnection> =>
    (await server.api('GET', `/v1/page-connections/${id}`)).body;
  const when: Calls['when'] = (id, is) => waitFor(() => get(id), is);
  const start: Calls['start'] = async () => post('page-connections', { userToken: await sim.control.userToken() });
  const choose: Calls['choose'] = async (id, pageIds, more = {}) => {
    await post(`page-connections/${id}/pages`, { pageIds, ...more });
    return await when(id, isAtRest);
  };
  return {
    start,
    choose,
    when,
    connect: async () => choose((await start()).id, [pageId]),
    resume: async (id) => {
      await post(`page-connections/${id}/resume`);
      return await when(id, isAtRest);
    },
    async write(text = 'Hello') {
      await sim.control.writeMessage({ person, pageId, text });
      await sim.control.flush();
    },
    look: () => post(`pages/${pageId}/check`),
  };
}

/** Whether nothing is left that can be done without a person or an event. */
export function isAtRest({ steps }: PageConnection): boolean {
  return steps.every((step) => step.state !== 'todo');
}

/** The step with this name, of that Page where it has one. */
export function stepOf({ steps }: PageConnection, name: string, pageId: string | null = null) {
  return steps.find((step) => step.name === name && step.pageId === pageId);
}

/** The check with this name. */
export function checkOf({ checks }: { readonly checks: readonly Check[] }, name: CheckName): Check | undefined {
  return checks.find((check) => check.name === name);
}

async function waitFor<T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > end) throw new Error(`It did not come true in time. At last: ${JSON.stringify(answer, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

import { fileURLToPath } from 'node:url';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { until } from '../linking/login/login-world.ts';
import { API_KEY, APP_SECRET, type ServerProcess, startServerProcess } from '../soak/server-process.ts';
import { freePort } from '../support/free-port.ts';
import { createPreparedDatabase } from '../support/postgres.ts';
import { type ApiAnswer, callApi, sign } from '../support/server.ts';
import { makeTempDir } from '../support/temp-dir.ts';

/** Threadtie in a process that is killed; Messenger and the shop live on in this one. */
export interface CrashingLinking {
  readonly url: string;
  readonly sim: RunningSimulator;
  readonly pageId: string;
  readonly siteId: string;
  /** The entry point whose visits are asked for a number. */
  readonly entry: { readonly key: string; readonly code: string };
  api(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Somebody new in Messenger: their name and what the Page knows them by. */
  newPerson(): Promise<{ readonly id: string; readonly psid: string }>;
  /** Tells of one event as the platform does; resolves when it is acknowledged. */
  deliver(event: object): Promise<void>;
  /** Ends Threadtie without warning, and starts it again on what is left. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('serve-alone.ts', import.meta.url));
const PATIENCE_MS = 40_000;
const SHOP = { key: 'crashing', variant: 'button', linkPolicy: 'match' };

/** Starts it with empty data. */
export async function startCrashingLinking(dialect: 'sqlite' | 'postgres'): Promise<CrashingLinking> {
  const dir = await makeTempDir('linking-crash');
  const databaseUrl = dialect === 'postgres' ? await createPreparedDatabase() : undefined;
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = { SIMULATOR: 'on', SIMULATOR_PORT: String(simulatorPort), PUBLIC_URL: url, ECHO_WAIT_SECONDS: '3' };
  const start = async (): Promise<ServerProcess> => {
    const settings = { dataDir: dir.path, port, databaseUrl, script: SCRIPT, env };
    const started = startServerProcess(settings);
    await started.ready;
    return started;
  };
  let server = await start();
  const sim = await startMessenger(url, simulatorPort);
  const api: CrashingLinking['api'] = (method, path, body) => callApi(url, method, path, { key: API_KEY, body });
  const pageId = (await sim.control.state()).pages[0]?.id ?? '';
  const siteId = (await api('GET', '/v1/sites')).body.data[0].id;
  const entry = (await api('POST', '/v1/entry-points', { ...SHOP, siteId, pageId })).body;
  return {
    url,
    sim,
    pageId,
    siteId,
    entry,
    api,
    deliver: (event) => deliver(url, pageId, event),
    async newPerson() {
      const { id, psids } = await sim.control.addPerson({ name: 'Somebody' });
      await sim.control.getStarted({ person: id, pageId });
      const psid = psids[pageId] ?? '';
      await until(async () => (await api('GET', `/v1/threads?psid=${psid}`)).body.data[0], PATIENCE_MS);
      return { id, psid };
    },
    async crash() {
      await server.kill();
      server = await start();
      // The connections kept to the process before are found closed by the first that uses them.
      await fetch(`${url}/healthz`).catch(() => null);
    },
    async stop() {
      await sim.close();
      await server.kill();
      await dir.remove();
    },
  };
}

async function startMessenger(apiUrl: string, port: number): Promise<RunningSimulator> {
  const app = { id: '730000000000019', secret: APP_SECRET, verifyToken: 'verify-token-of-the-soak-runs' };
  const sim = await startSimulator({ port, host: '127.0.0.1', apiUrl, apiKey: API_KEY, app, statePath: null });
  await sim.ready;
  return sim;
}

async function deliver(url: string, pageId: string, event: object): Promise<void> {
  const entry = [{ id: pageId, time: Date.now(), messaging: [event] }];
  const body = JSON.stringify({ object: 'page', entry });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, APP_SECRET) };
  const answer = await fetch(`${url}/webhooks/messenger`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`A webhook was answered ${answer.status}.`);
}

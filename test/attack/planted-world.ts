import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { freePort } from '../support/free-port.ts';
import { type ApiAnswer, callApi } from '../support/server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { type CrashableServer, createCrashableServer } from './crashable-server.ts';

/** The secrets of the environment, such as nobody would choose. */
export const SECRETS = {
  META_APP_SECRET: 'f00dPlantedAppSecret0123456789ab,f00dPlantedPreviousSecret012345',
  META_VERIFY_TOKEN: 'f00dPlantedVerifyToken0123',
  ENCRYPTION_KEY: 'f00dPlantedEncryptionKey-of-more-than-32-characters',
  BOOTSTRAP_API_KEY: 'tt_f00dPlantedApiKey0123456789',
  METRICS_TOKEN: 'f00dPlantedMetricsToken0123456789',
};
export const APP_ID = '730000000000029';
const [APP_SECRET = ''] = SECRETS.META_APP_SECRET.split(',');

/** The real server in a process of its own beside a pretended platform, and everything that either was heard to say. */
export interface PlantedWorld extends CrashableServer {
  readonly url: string;
  readonly sim: RunningSimulator;
  /** What its process was given. */
  readonly env: Readonly<Record<string, string>>;
  /** Something that must not be said anywhere from now on, under a name to report it by. */
  plant(name: string, value: string): void;
  /** Something that was said, to be looked through in the end. */
  hear(where: string, text: string): void;
  /** Calls the API; the body of a refusal is heard. */
  api(method: string, path: string, options?: Parameters<typeof callApi>[3]): Promise<ApiAnswer>;
  /** Calls the API and hears the answer, whatever it is. */
  ask(path: string): Promise<ApiAnswer>;
  /** What was planted and heard: `secret: where`. */
  leaks(): string[];
  /** Everything that its process has printed. */
  printed(): string;
  /** The bytes of every file of the data folder. */
  dataFiles(): Promise<Map<string, Buffer>>;
  /** Reports that Node wrote. */
  reports(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts both, with every secret of the environment planted. */
export async function startPlantedWorld(): Promise<PlantedWorld> {
  const dir = await makeTempDir('planted');
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = environment(port, simulatorPort, join(dir.path, 'data'));
  const printed = { where: 'what the process printed', text: '' };
  const evidence = gatherEvidence(printed);
  for (const [name, value] of Object.entries(SECRETS)) {
    for (const [index, part] of value.split(',').entries()) evidence.plant(`${name} ${index + 1}`, part);
  }
  const server = createCrashableServer(env, dir.path, (text) => void (printed.text += text));
  await server.start();
  const sim = await startSimulator({
    port: simulatorPort,
    host: '127.0.0.1',
    apiUrl: url,
    apiKey: SECRETS.BOOTSTRAP_API_KEY,
    app: { id: APP_ID, secret: APP_SECRET, verifyToken: SECRETS.META_VERIFY_TOKEN },
    statePath: null,
  });
  await sim.ready;
  const { hear } = evidence;
  const call: PlantedWorld['api'] = (method, path, options = {}) =>
    callApi(url, method, path, { key: SECRETS.BOOTSTRAP_API_KEY, ...options });
  return {
    ...server,
    ...evidence,
    url,
    sim,
    env,
    async api(method, path, options) {
      const answer = await call(method, path, options);
      if (answer.status >= 400) hear(`the answer ${answer.status} to ${method} ${path}`, JSON.stringify(answer.body));
      return answer;
    },
    async ask(path) {
      const answer = await call('GET', path);
      hear(`the answer to GET ${path}`, JSON.stringify(answer.body));
      return answer;
    },
    printed: () => printed.text,
    dataFiles: async () => await readFiles(env.DATA_DIR),
    async reports() {
      const files = [...(await readFiles(dir.path))].filter(([name]) => name.startsWith('report.'));
      return files.map(([, bytes]) => bytes.toString());
    },
    async stop() {
      await sim.close();
      await server.crash('SIGKILL');
      await dir.remove();
    },
  };
}

function environment(port: number, simulatorPort: number, dataDir: string) {
  return {
    ...SECRETS,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    GRAPH_URL: `http://127.0.0.1:${simulatorPort}/graph`,
    SIMULATOR: 'off',
    DATA_DIR: dataDir,
    META_APP_ID: APP_ID,
    LOG_LEVEL: 'info',
  };
}

function gatherEvidence(printed: { readonly where: string; readonly text: string }) {
  const planted = new Map<string, string>();
  const heard = [printed];
  return {
    plant: (name: string, value: string) => void planted.set(name, value),
    hear: (where: string, text: string) => void heard.push({ where, text }),
    leaks: () =>
      heard.flatMap(({ where, text }) =>
        [...planted].filter(([, value]) => text.includes(value)).map(([name]) => `${name}: ${where}`),
      ),
  };
}

async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

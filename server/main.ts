import { join } from 'node:path';
import { systemRandom } from './base/random.ts';
import { type Config, readConfig } from './config.ts';
import { prepareFolder } from './data-folder.ts';
import { endAtUnforeseenError } from './end-at-unforeseen-error.ts';
import { explainError } from './explain-error.ts';
import { secretFile } from './secret-file.ts';
import { type RunningServer, serve } from './serve.ts';
import { type RunningSimulator, startSimulator } from './simulator/index.ts';

await main();

/** Starts the server, and the simulator where it is on; ends them at SIGTERM or SIGINT. */
async function main(): Promise<void> {
  endAtUnforeseenError();
  process.umask(0o077); // the database holds what people said: it belongs to this user alone
  try {
    const config = withDemoKey(readConfig());
    const server = await serve(config);
    const simulator = config.simulator?.apiKey ? await simulate(config, server, config.simulator) : null;
    const stop = async (): Promise<void> => {
      await simulator?.close();
      await server.stop();
    };
    const leave = (error?: unknown): void => (error === undefined ? process.exit(0) : fail(error, 'stop'));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(leave, leave));
    say(config, server, simulator?.url);
  } catch (error) {
    fail(error, 'start');
  }
}

async function simulate(
  config: Config,
  server: RunningServer,
  { port, apiKey = '' }: NonNullable<Config['simulator']>,
): Promise<RunningSimulator> {
  const simulator = await startSimulator({
    port,
    host: config.host,
    apiUrl: server.url,
    apiKey,
    app: { id: server.app.id, secret: server.app.secrets[0] ?? '', verifyToken: server.app.verifyToken },
    statePath: join(config.dataDir, 'simulator.json'),
    log: (line) => process.stderr.write(`  ${line}\n`),
  });
  await simulator.ready;
  return simulator;
}

/** The demo shop has a key of its own, which stays on this machine. */
function withDemoKey(config: Config): Config {
  if (!config.simulator) return config;
  prepareFolder(config.dataDir);
  const apiKey = `tt_demo_${secretFile(join(config.dataDir, 'demo-api-key'), systemRandom).secret}`;
  return { ...config, simulator: { ...config.simulator, apiKey } };
}

function say(config: Config, server: RunningServer, simulatorUrl: string | undefined): void {
  const lines = [`Threadtie   ${server.url}`, `API         ${server.url}/docs`];
  if (simulatorUrl) lines.push(`Demo shop   ${simulatorUrl}/shop`, `Messenger   ${simulatorUrl}  (simulator)`);
  if (simulatorUrl) lines.push(`API key     ${config.simulator?.apiKey}`);
  lines.push(`Data        ${server.ctx.storage.where}`, ...server.notices);
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
}

function fail(error: unknown, what: 'start' | 'stop'): never {
  process.stderr.write(`\n  Threadtie did not ${what}.\n  ${sentenceOf(error).split('\n').join('\n  ')}\n\n`);
  process.exit(1);
}

/** Of our own port this is said where it is opened. */
function sentenceOf(error: unknown): string {
  const isTaken = error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';
  if (!isTaken) return explainError(error);
  return `Port ${String(Reflect.get(error, 'port'))} is in use. Stop what listens there, or choose another SIMULATOR_PORT.`;
}

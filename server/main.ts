import { join } from 'node:path';
import { ThreadtieError } from './base/errors.ts';
import { systemRandom } from './base/random.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { secretFile } from './secret-file.ts';
import { type RunningServer, serve } from './serve.ts';
import { startSimulator } from './simulator/index.ts';

await main();

/** Starts the server, and the simulator where it is on; ends them at SIGTERM or SIGINT. */
async function main(): Promise<void> {
  try {
    const config = readConfig();
    const demoKey = config.simulator && !config.bootstrapApiKey ? demoApiKey(config) : config.bootstrapApiKey;
    const server = await serve({ ...config, bootstrapApiKey: demoKey });
    const simulator = config.simulator && demoKey ? await simulate(config, server, demoKey) : null;
    say(config, server, simulator?.url, demoKey);
    const stop = async (): Promise<void> => {
      await simulator?.close();
      await server.stop();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(leave, fail));
  } catch (error) {
    fail(error);
  }
}

async function simulate(config: Config, server: RunningServer, apiKey: string) {
  const simulator = await startSimulator({
    port: config.simulator?.port ?? 0,
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

/** The demo needs a key of its own when the operator chose none: it stays on this machine. */
function demoApiKey(config: Config): string {
  return `tt_demo_${secretFile(join(config.dataDir, 'demo-api-key'), systemRandom).secret}`;
}

function say(
  config: Config,
  server: RunningServer,
  simulatorUrl: string | undefined,
  apiKey: string | undefined,
): void {
  const lines = [`Threadtie   ${server.url}`, `API         ${server.url}/docs`];
  if (simulatorUrl) lines.push(`Demo shop   ${simulatorUrl}/shop`, `Messenger   ${simulatorUrl}  (simulator)`);
  if (simulatorUrl && !config.bootstrapApiKey) lines.push(`API key     ${apiKey}`);
  lines.push(`Data        ${server.ctx.storage.where}`, ...server.notices);
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
}

function leave(): void {
  process.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`\n  Threadtie did not start.\n  ${explain(error).split('\n').join('\n  ')}\n\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof ThreadtieError) return `${error.message} ${error.hint}`;
  if (error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE') {
    return `Port ${String(Reflect.get(error, 'port'))} is in use. Stop what listens there, or choose another PORT or SIMULATOR_PORT.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedApiKey } from './api-keys/index.ts';
import { createAppFinder, removeApp, seedApp } from './apps/index.ts';
import { createApp, createWorkerApp } from './app.ts';
import { prepareBackground } from './background.ts';
import type { Ctx } from './base/ctx.ts';
import { startListening } from './base/http/index.ts';
import { systemRandom } from './base/random.ts';
import type { Config } from './config.ts';
import { prepareFolder } from './data-folder.ts';
import { openDeps, type Replacements } from './deps.ts';
import { forgetApp } from './pages/index.ts';
import { createStageCounter } from './refs/index.ts';
import { secretFile } from './secret-file.ts';
import { keepWidgetVersions } from './widget-versions.ts';

/** A server that runs. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  readonly ctx: Ctx;
  /** Sentences the operator ought to read, such as where a key was created. */
  readonly notices: readonly string[];
  /** The Meta app this process was told about, or the simulator's. */
  readonly app: NonNullable<Config['app']>;
  /** Takes no further job, then no further request, finishes what runs, closes the database. */
  stop(): Promise<void>;
}

const SIMULATED_APP_ID = '7300000000000001';

/** The version in package.json. */
export const VERSION: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

/**
 * Starts everything the configuration asks for and answers when requests are taken.
 * @throws {ThreadtieError} with a sentence for the operator; what was opened by then is closed again
 */
export async function serve(config: Config, replacements: Replacements = {}): Promise<RunningServer> {
  const notices: string[] = [];
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    prepareFolder(config.dataDir);
    const deps = await openDeps(config, encryptionKeys(config, notices), replacements);
    closing.push(deps.close);
    const { ctx } = deps;
    const app = config.app ?? simulatedApp(config);
    await seed(ctx, config, app);
    const background = prepareBackground(ctx, config.role !== 'web', config.watch);
    closing.push(background.stop);
    const { trustedProxies, metricsToken } = config;
    const stageCounter = createStageCounter(ctx);
    closing.push(stageCounter.stop);
    const widget = keepWidgetVersions(config.dataDir, VERSION);
    const options = {
      ctx,
      inbox: background.inbox,
      trustedProxies,
      appId: app.id,
      version: VERSION,
      widget,
      metricsToken,
      stageCounter,
      plugin: config.pluginSdkUrl === null ? null : { appId: app.id, sdkUrl: config.pluginSdkUrl },
    };
    const http = config.role === 'worker' ? createWorkerApp(options) : createApp(options);
    const listening = await startListening(http.fetch, config);
    closing.push(listening.close);
    // What a job asks of the platform makes the platform ask us, so the listener opens before the jobs and closes after them.
    closing.push(background.finish);
    await background.start();
    return { url: listening.url, ctx, notices, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Puts in what the environment names, takes out what it names no more, and proves that every stored secret can be opened. */
async function seed(ctx: Ctx, config: Config, app: RunningServer['app']): Promise<void> {
  await seedApp(ctx, app);
  if (config.bootstrapApiKey) await seedApiKey(ctx, config.bootstrapApiKey, 'BOOTSTRAP_API_KEY');
  await seedApiKey(ctx, config.simulator?.apiKey ?? null, 'Demo shop');
  if (!config.simulator) {
    await removeApp(ctx, SIMULATED_APP_ID);
    await forgetApp(ctx, SIMULATED_APP_ID);
  }
  await createAppFinder(ctx)(null);
}

function encryptionKeys(config: Config, notices: string[]): readonly [string, ...string[]] {
  const [first, ...others] = config.encryptionKeys;
  if (first) return [first, ...others];
  const path = join(config.dataDir, 'encryption-key');
  const { secret, isNew } = secretFile(path, systemRandom);
  if (isNew) notices.push(`ENCRYPTION_KEY is not set: a key was created in ${path}. Back it up with the database.`);
  return [secret];
}

/** The simulator's app gets a secret of its own per installation: a known one would let anybody forge webhooks. */
function simulatedApp(config: Config): NonNullable<Config['app']> {
  const { secret } = secretFile(join(config.dataDir, 'simulator-app-secret'), systemRandom);
  return { id: SIMULATED_APP_ID, secrets: [secret], verifyToken: `verify-${secret.slice(0, 20)}` };
}

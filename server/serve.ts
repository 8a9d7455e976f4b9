import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve as listen, type ServerType } from '@hono/node-server';
import { seedApiKey } from './api-keys/index.ts';
import { createAppFinder, seedApp } from './apps/index.ts';
import { createApp } from './app.ts';
import { HOUR } from './base/clock.ts';
import type { Ctx } from './base/ctx.ts';
import { systemRandom } from './base/random.ts';
import type { Config } from './config.ts';
import { openDeps, type Replacements } from './deps.ts';
import { applyParked, createInbox, purgeInbox } from './inbox/index.ts';
import { handleArrivalEvent, workOnLinking } from './linking/index.ts';
import { isConnectedPage, PAGE_CONNECTED } from './pages/index.ts';
import { purgeRefs } from './refs/index.ts';
import { secretFile } from './secret-file.ts';
import { purgeUsedTokens } from './sites/index.ts';
import { handleThreadEvent } from './threads/index.ts';

/** A server that runs. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  readonly ctx: Ctx;
  /** Sentences the operator ought to read, such as where a key was created. */
  readonly notices: readonly string[];
  /** The Meta app this process was told about, or the simulator's. */
  readonly app: NonNullable<Config['app']>;
  /** Takes no further request or job, finishes what runs, closes the database. */
  stop(): Promise<void>;
}

const GRACE_MS = 10_000;
const SIMULATED_APP_ID = '7300000000000001';

/** The version in package.json. */
export const VERSION: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

/** Starts everything the configuration asks for and answers when requests are taken. */
export async function serve(config: Config, replacements: Replacements = {}): Promise<RunningServer> {
  const notices: string[] = [];
  const deps = await openDeps(config, encryptionKeys(config, notices), replacements);
  const { ctx } = deps;
  try {
    const app = config.app ?? simulatedApp(config);
    await seedApp(ctx, app);
    if (config.bootstrapApiKey) await seedApiKey(ctx, config.bootstrapApiKey, 'BOOTSTRAP_API_KEY');
    const background = await startBackground(ctx, config);
    const http = createApp({
      ctx,
      inbox: background.inbox,
      trustedProxies: config.trustedProxies,
      appId: app.id,
      version: VERSION,
    });
    const server = await startListening(http.fetch, config);
    return {
      url: `http://localhost:${(server.address() as AddressInfo).port}`,
      ctx,
      notices,
      app,
      async stop() {
        await stopListening(server);
        await background.stop();
        await deps.close();
      },
    };
  } catch (error) {
    await deps.close();
    throw error;
  }
}

async function startBackground(ctx: Ctx, config: Config) {
  const isWorking = config.role !== 'web';
  const inbox = createInbox({
    ctx,
    findApps: createAppFinder(ctx),
    isConnectedPage: (pageId) => isConnectedPage(ctx, pageId),
    handlers: [handleThreadEvent, handleArrivalEvent],
    appendOnly: !isWorking,
  });
  if (!isWorking) return { inbox, stop: async () => await ctx.queue.stop(GRACE_MS) };
  workOnLinking(ctx);
  await ctx.queue.start();
  inbox.start();
  const onError = (err: unknown): void => ctx.log.error({ err }, 'background work failed and will be tried again');
  const stopListening = ctx.signals.on(PAGE_CONNECTED, (pageId) => void applyParked(ctx, pageId).catch(onError));
  const purge = (): void => void purgeAll(ctx).catch(onError);
  const timer = setInterval(purge, HOUR);
  return {
    inbox,
    async stop() {
      clearInterval(timer);
      stopListening();
      await inbox.stop();
      await ctx.queue.stop(GRACE_MS);
    },
  };
}

async function purgeAll(ctx: Ctx): Promise<void> {
  await purgeUsedTokens(ctx);
  await purgeRefs(ctx);
  await purgeInbox(ctx);
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

function startListening(fetch: Parameters<typeof listen>[0]['fetch'], config: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port: config.port, hostname: config.host });
    server.once('listening', () => resolve(server));
    server.once('error', reject);
  });
}

async function stopListening(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) {
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1000).unref();
    }
  });
}

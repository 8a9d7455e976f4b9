/**
 * The server with less behind it, for comparison: `node serve-variant.ts bare` checks signatures and stores nothing;
 * `append` stores deliveries and leaves it at that. All else, HTTP included, is the product's.
 */
import { serve as listen } from '@hono/node-server';
import { seedApiKey } from '../../server/api-keys/index.ts';
import { createAppFinder, seedApp } from '../../server/apps/index.ts';
import { createApp } from '../../server/app.ts';
import type { Ctx } from '../../server/base/ctx.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openDeps } from '../../server/deps.ts';
import { createInbox, type Inbox } from '../../server/inbox/index.ts';
import { createStageCounter } from '../../server/refs/index.ts';
import { keepWidgetVersions } from '../../server/widget-versions.ts';
import { verifySignature } from '../../server/inbox/verify-signature.ts';

const config: Config = readConfig();
const [key = ''] = config.encryptionKeys;
const { ctx } = await openDeps(config, [key]);
if (!config.app || !config.bootstrapApiKey) throw new Error('The environment lacks the app or the key.');
await seedApp(ctx, config.app);
await seedApiKey(ctx, config.bootstrapApiKey, 'benchmark');
const inbox = process.argv[2] === 'bare' ? forgetfulInbox(ctx) : storingInbox(ctx);
const app = createApp({
  ctx,
  inbox,
  trustedProxies: 1,
  appId: config.app.id,
  version: '0',
  widget: keepWidgetVersions(config.dataDir, '0'),
  stageCounter: createStageCounter(ctx),
  plugin: null,
});
const server = listen({ fetch: app.fetch, port: config.port, hostname: config.host });
server.once('listening', () => console.log(`http://127.0.0.1:${config.port}`));
process.once('SIGTERM', () => process.exit(0));

function storingInbox(lent: Ctx): Inbox {
  const isConnectedPage = async (): Promise<boolean> => true;
  return createInbox({ ctx: lent, findApps: createAppFinder(lent), isConnectedPage, handlers: [], appendOnly: true });
}

function forgetfulInbox(lent: Ctx): Inbox {
  const findApps = createAppFinder(lent);
  return {
    ...storingInbox(lent),
    async acceptDelivery(appId, signed) {
      if (!verifySignature(await findApps(appId), signed)) throw new Error('The signature is wrong.');
    },
  };
}

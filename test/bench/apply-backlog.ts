/**
 * Applies a backlog in a process of its own: `node apply-backlog.ts <number of events>` stores them as deliveries of one
 * event each, starts the inbox, and prints how long it took and how many statements it needed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAppFinder, seedApp } from '../../server/apps/index.ts';
import { readConfig } from '../../server/config.ts';
import { openDeps } from '../../server/deps.ts';
import { createInbox } from '../../server/inbox/index.ts';
import { handleLinkingEvent, workOnLinking } from '../../server/linking/index.ts';
import { isConnectedPage } from '../../server/pages/index.ts';
import { handleThreadEvent } from '../../server/threads/index.ts';
import { openDatabase } from '../soak/open-database.ts';
import { countStatements } from './count-statements.ts';
import { makeReferral } from './make-bodies.ts';

const AT_ONCE = 1000;
const LOOK_MS = 20;
const [events = 0, pageId = '', ref = ''] = [Number(process.argv[2]), process.argv[3], process.argv[4]];

const config = readConfig();
const [key = ''] = config.encryptionKeys;
const { ctx, close } = await openDeps(config, [key]);
if (config.app) await seedApp(ctx, config.app);
const inbox = createInbox({
  ctx,
  findApps: createAppFinder(ctx),
  isConnectedPage: (id) => isConnectedPage(ctx, id),
  handlers: [handleThreadEvent, handleLinkingEvent],
});
workOnLinking(ctx);
await store();
const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl });
const looking = countStatements();
const [before, looks] = [looking.count(), { made: 0 }];
const begun = performance.now();
await ctx.queue.start();
inbox.start();
while ((await arrivals()) < events) await sleep(LOOK_MS);
const seconds = (performance.now() - begun) / 1000;
const statements = looking.count() - before - looks.made;
await inbox.stop();
await ctx.queue.stop(5000);
await database.close();
await close();
console.log(JSON.stringify({ perSecond: events / seconds, statementsPerEvent: statements / events }));

async function store(): Promise<void> {
  const now = Date.now();
  for (let next = 0; next < events; next += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, events - next) }, (_, index) => {
      const { body, signature } = makeReferral(pageId, next + index, now, ref);
      return inbox.acceptDelivery(null, { body, sha256: signature, sha1: undefined });
    });
    await Promise.all(group);
  }
}

async function arrivals(): Promise<number> {
  looks.made++;
  const [row] = await database.rows('SELECT count(*) AS n FROM arrivals');
  return Number(row?.['n']);
}

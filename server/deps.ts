import { fileURLToPath } from 'node:url';
import { SYSTEM } from './base/actor.ts';
import { type Clock, DAY, MINUTE, systemClock } from './base/clock.ts';
import { createSecretBox } from './base/crypto/secret-box.ts';
import type { Ctx, Settings } from './base/ctx.ts';
import { createFlights } from './base/flights.ts';
import { createGuardedFetch } from './base/http/guarded-fetch.ts';
import { createLog, type Log } from './base/log.ts';
import { createMetrics } from './base/metrics/metrics.ts';
import { createPacer } from './base/pacer.ts';
import { createQueue } from './base/queue/index.ts';
import { systemRandom } from './base/random.ts';
import { shareHolds } from './base/share-holds.ts';
import { createLocalSignals } from './base/signal/local-signals.ts';
import { createPostgresSignals } from './base/signal/postgres-signals.ts';
import { openStorage } from './base/storage/index.ts';
import type { Config } from './config.ts';

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url));

/** What a test may put in the place of the real thing. */
export interface Replacements {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly fetch?: typeof fetch;
}

/** Everything that is opened once per process and closed at its end. */
export interface Deps {
  /** The system's own ctx; requests get copies with their own actor and request id. */
  readonly ctx: Ctx;
  close(): Promise<void>;
}

/**
 * Opens the database, migrated, and what stands on it.
 * @param encryptionKeys at least one; the first seals
 */
export async function openDeps(
  config: Config,
  encryptionKeys: readonly [string, ...string[]],
  replacements: Replacements = {},
): Promise<Deps> {
  const { databaseUrl } = config;
  const log = replacements.log ?? createLog(config.logLevel);
  const clock = replacements.clock ?? systemClock;
  const storage = await openStorage({ databaseUrl, dataDir: config.dataDir, migrations: MIGRATIONS });
  const closing = [storage.close];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    const signals = databaseUrl ? await createPostgresSignals(databaseUrl, log) : createLocalSignals();
    closing.push(signals.close);
    const queue = await createQueue({ storage, databaseUrl, clock, log });
    const secretBox = createSecretBox(encryptionKeys);
    const settings = settingsOf(config);
    const own = { actor: SYSTEM, requestId: 'system', random: systemRandom, metrics: createMetrics() };
    const { guardedFetch, close: closeFetch } = createGuardedFetch({ allowsLoopback: config.allowsLocalAddresses });
    closing.push(closeFetch);
    const pacer = shareHolds(createPacer(clock), signals);
    const outward = { fetch: replacements.fetch ?? fetch, guardedFetch, flights: createFlights(), pacer };
    return { ctx: { ...own, ...outward, storage, queue, signals, secretBox, clock, settings, log }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsOf(config: Config): Settings {
  return {
    publicUrl: config.publicUrl,
    messengerUrl: config.messengerUrl,
    instagramUrl: config.instagramUrl,
    graphUrl: config.graphUrl,
    graphVersion: config.graphVersion,
    identityLifetimeMs: 15 * MINUTE,
    contextLifetimeMs: 90 * DAY,
    registrationGraceMs: MINUTE,
    questionLifetimeMs: 10 * MINUTE,
    echoWaitMs: config.echoWaitMs,
    rawRetentionMs: 14 * DAY,
    linkRedirectOrigins: config.linkRedirectOrigins,
    allowsLocalAddresses: config.allowsLocalAddresses,
  };
}

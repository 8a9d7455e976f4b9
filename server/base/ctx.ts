import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { SecretBox } from './crypto/secret-box.ts';
import type { Flights } from './flights.ts';
import type { GuardedFetch } from './http/guarded-fetch.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Pacer } from './pacer.ts';
import type { Queue } from './queue/queue.ts';
import type { Random } from './random.ts';
import type { Signals } from './signal/signals.ts';
import type { Storage } from './storage/index.ts';

/** The settings verbs read. All durations in milliseconds. */
export interface Settings {
  /** Where the world reaches this server, without a slash at the end. */
  readonly publicUrl: string;
  /** What `m.me` links begin with: `https://m.me`, or the simulator's. */
  readonly messengerUrl: string;
  /** The same for Instagram: `https://ig.me/m`, or the simulator's. */
  readonly instagramUrl: string;
  /** The platform's HTTP API, without a version and without a slash at the end. */
  readonly graphUrl: string;
  /** The version of it that is called, such as `v25.0`. */
  readonly graphVersion: string;
  /** How long a visit's identity may be redeemed. */
  readonly identityLifetimeMs: number;
  /** How long a visit's context attributes arrivals. */
  readonly contextLifetimeMs: number;
  /** How far apart an arrival and its visit's registration may be when the arrival came first. */
  readonly registrationGraceMs: number;
  /** How long a question about a link may be answered. */
  readonly questionLifetimeMs: number;
  /** How long the echo of a message is waited for when the platform never said what came of it. */
  readonly echoWaitMs: number;
  /** How long the raw bytes of a delivery are kept. */
  readonly rawRetentionMs: number;
  /** Origins to which people may go back from the linking pages, beside the platform's own. */
  readonly linkRedirectOrigins: readonly string[];
  /** Whether customers may name addresses of this machine, by http: for development beside the simulator. */
  readonly allowsLocalAddresses: boolean;
}

/** Everything a verb needs besides its input. Built in `deps.ts`; nothing in it is domain. */
export interface Ctx {
  readonly actor: Actor;
  readonly requestId: string;
  readonly storage: Storage;
  readonly queue: Queue;
  readonly signals: Signals;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Calls the peers that the operator configured. Not for addresses that a customer gave. */
  readonly fetch: typeof fetch;
  /** Calls addresses that a customer gave: never this machine or a private network. */
  readonly guardedFetch: GuardedFetch;
  /** Work that several requests may want at the same moment and that is done once for all of them. */
  readonly flights: Flights;
  readonly pacer: Pacer;
}

import type { GraphTraffic } from './graph/graph-traffic.ts';
import type { GraphLog } from './state/graph-log.ts';
import type { SimulatedApp } from './state/simulated-app.ts';
import type { SteerableClock } from './state/steerable-clock.ts';
import type { SteerableRandom } from './state/steerable-random.ts';
import type { WorldStore } from './state/world-store.ts';
import type { CallbackVerification } from './webhook/verify-callback.ts';
import type { WebhookSender } from './webhook/webhook-sender.ts';

/** The first Meta app: its webhooks go to the server. */
export interface AppCredentials {
  readonly id: string;
  readonly secret: string;
  readonly verifyToken: string;
}

/** Everything the simulator's parts share. */
export interface Simulator {
  readonly app: AppCredentials;
  /** Base URL of the Threadtie server, without a slash at the end. */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Where the simulator itself is reached. */
  readonly url: string;
  readonly store: WorldStore;
  readonly clock: SteerableClock;
  readonly random: SteerableRandom;
  readonly webhooks: WebhookSender;
  readonly graphLog: GraphLog;
  readonly traffic: GraphTraffic;
  /** Where the webhooks of an app go. */
  callbackUrl(app: SimulatedApp): string;
  /** Runs the verification handshake with the callback URL of an app, or with another address. */
  verify(app: SimulatedApp, verifyToken?: string, url?: string): Promise<CallbackVerification>;
  /** How the last handshake for an app ended; null before the first. */
  callback(app: SimulatedApp): CallbackVerification | null;
}

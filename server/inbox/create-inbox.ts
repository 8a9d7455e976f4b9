import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { answerVerification, type VerificationQuery } from './answer-verification.ts';
import { APPENDED, createAppender } from './append-delivery.ts';
import { type ApplyOptions, applyEvents } from './apply-events.ts';
import { applyForgotten } from './apply-parked.ts';
import { enqueueDrains, inboxDrain, inboxWake } from './jobs.ts';
import { type Loop, startLoop } from './loop.ts';
import { splitDeliveries } from './split-deliveries.ts';
import { selectOverduePartitions } from './store.ts';
import { type AppCredentials, type SignedBody, verifySignature } from './verify-signature.ts';
import { watchInbox } from './watch-inbox.ts';

/** What the inbox is lent. */
export interface InboxOptions extends ApplyOptions {
  /** The system's own ctx. */
  readonly ctx: Ctx;
  /** The credentials of one app, or of all (null). Asked for each request: the caller keeps the answer for a while. */
  readonly findApps: (appId: string | null) => Promise<readonly AppCredentials[]>;
  /** true: this process stores deliveries and leaves the rest to others. */
  readonly appendOnly?: boolean;
  /** Called when somebody showed another verify token than that of this app, or of any app (null). */
  readonly onHandshakeRefused?: (appId: string | null) => void;
  /** How many bytes may wait for their commit before deliveries are refused. */
  readonly maxWaitingBytes?: number;
}

/** Everything the platform says to us, before it means anything. */
export interface Inbox {
  /** Answers the challenge of a verification request. @throws {ThreadtieError} `verify_token_mismatch`, `invalid_request` */
  verify(appId: string | null, query: VerificationQuery): Promise<string>;
  /**
   * Stores a delivery; it is durable when this resolves.
   * @throws {ThreadtieError} `invalid_signature` when no app signed these bytes; `storage_unavailable`
   */
  acceptDelivery(appId: string | null, signed: SignedBody): Promise<void>;
  /** The names of the reactions to events. */
  readonly handlers: readonly string[];
  /** Whether the events of this Page are applied. */
  readonly isConnectedPage: (pageId: string) => Promise<boolean>;
  /** Begins to split deliveries. The queue must be started too, for their events to be applied. */
  start(): void;
  /** Stops splitting; what is stored stays for the next start. */
  stop(): Promise<void>;
}

const SPLIT_EVERY_MS = 2000;
const SPLIT_GAP_MS = 10;
const SWEEP_EVERY_MS = 30_000;
const FORGOTTEN_EVERY_MS = 60_000;

/**
 * Drains are done together: what is due in several partitions costs one transaction. Each of these holds a connection and
 * some partitions, the others are left to those who deliver and ask, and to other processes.
 */
const DRAINS = { concurrency: 2, together: 8 } as const;

/** Builds the inbox, and tells the queue who applies events. Call it before the queue is started. */
export function createInbox(options: InboxOptions): Inbox {
  const { ctx, findApps } = options;
  const append = createAppender(ctx, options.maxWaitingBytes);
  watchInbox(ctx);
  if (!options.appendOnly) workJobs(ctx, options);
  let stop: () => Promise<void> = async () => undefined;
  return {
    async verify(appId, query) {
      try {
        return answerVerification(await findApps(appId), query);
      } catch (error) {
        const isMismatch = error instanceof ThreadtieError && error.code === 'verify_token_mismatch';
        if (isMismatch) options.onHandshakeRefused?.(appId);
        throw error;
      }
    },
    async acceptDelivery(appId, signed) {
      const delivery = verifySignature(await findApps(appId), signed);
      if (!delivery) throw badSignature();
      await append(delivery);
    },
    handlers: options.handlers.map((handler) => handler.name || 'unnamed'),
    isConnectedPage: options.isConnectedPage,
    start() {
      if (!options.appendOnly) stop = startLoops(ctx, options);
    },
    stop: () => stop(),
  };
}

function workJobs(ctx: Ctx, options: ApplyOptions): void {
  const drain = async (jobs: readonly { readonly data: { readonly partition: number } }[]): Promise<void> =>
    await applyEvents(
      ctx,
      jobs.map(({ data }) => data.partition),
      options,
    );
  ctx.queue.workTogether(inboxDrain, drain, DRAINS);
  ctx.queue.work(inboxWake, ({ data }) => ctx.storage.write((tx) => enqueueDrains(ctx, tx, [data.partition])));
}

function startLoops(ctx: Ctx, { isConnectedPage }: ApplyOptions): () => Promise<void> {
  const onError = (err: unknown): void => ctx.log.error({ err }, 'the inbox could not go on and tries again soon');
  const splitter = startLoop(() => splitDeliveries(ctx), { everyMs: SPLIT_EVERY_MS, gapMs: SPLIT_GAP_MS, onError });
  const sweeper = startLoop(() => sweep(ctx), { everyMs: SWEEP_EVERY_MS, gapMs: 0, onError });
  const adopt = async (): Promise<boolean> => (await applyForgotten(ctx, isConnectedPage), false);
  const adopter = startLoop(adopt, { everyMs: FORGOTTEN_EVERY_MS, gapMs: 0, onError });
  const stopListening = ctx.signals.on(APPENDED, () => splitter.wake());
  return async () => {
    stopListening();
    await stopAll([splitter, sweeper, adopter]);
  };
}

async function stopAll(loops: readonly Loop[]): Promise<void> {
  await Promise.all(loops.map((loop) => loop.stop()));
}

/** Stores drains for what should long have been applied, in case a drain is dead. */
async function sweep(ctx: Ctx): Promise<boolean> {
  await ctx.storage.write(async (tx) => {
    await enqueueDrains(ctx, tx, await selectOverduePartitions(tx, ctx.clock.now(), SWEEP_EVERY_MS));
  });
  return false;
}

function badSignature(): ThreadtieError {
  return new ThreadtieError(
    'invalid_signature',
    'The signature of the body is missing or wrong.',
    'The app secret configured here must be that of the Meta app; nothing on the way may change the body.',
  );
}

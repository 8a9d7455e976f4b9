import type { Delivery } from './delivery-log.ts';

/** The first attempt and the retries that follow it at once. */
const FIRST_ATTEMPTS = 4;
/** How long a phone waits, whatever happens on the way. */
const PATIENCE_MS = 20_000;

/**
 * Whether the server accepts a delivery while somebody waits for it. What is tried again later comes too late for that.
 * @param watchers called after every change of any delivery
 */
export async function awaitAcceptance(delivery: Delivery, watchers: Set<() => void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (isOver(delivery)) resolve();
  };
  const timer = setTimeout(resolve, PATIENCE_MS);
  watchers.add(look);
  look();
  await promise;
  watchers.delete(look);
  clearTimeout(timer);
  return isAccepted(delivery);
}

function isOver(delivery: Delivery): boolean {
  return isAccepted(delivery) || delivery.status !== 'pending' || delivery.attempts.length >= FIRST_ATTEMPTS;
}

function isAccepted({ attempts }: Delivery): boolean {
  return attempts.some((attempt) => attempt.status === 200);
}

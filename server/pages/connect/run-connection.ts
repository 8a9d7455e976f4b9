import type { Ctx } from '../../base/ctx.ts';
import { type ConnectionRow, selectSteps, type StepRow, updateConnection } from './connection-store.ts';
import { CONNECT_PAGES } from './connect-job.ts';
import { inOrder, stateOf } from './connection-steps.ts';
import { fetchConnection } from './fetch-connection.ts';
import { listUserPages } from './list-user-pages.ts';
import { noteStep, recordStep, type StepOutcome } from './record-step.ts';
import {
  checkPage,
  type ConnectionRun,
  setUpProfile,
  storePageToken,
  subscribeApp,
  subscribePage,
} from './connect-steps.ts';
import { awaitFirstEvent } from './await-first-event.ts';

type Work = (ctx: Ctx, run: ConnectionRun, pageId: string) => Promise<StepOutcome>;

/** What each step does once Pages are chosen. */
const WORK: Partial<Record<StepRow['name'], Work>> = {
  store_page_token: storePageToken,
  subscribe_page: subscribePage,
  set_profile: setUpProfile,
  subscribe_app: subscribeApp,
  check: checkPage,
  first_event: awaitFirstEvent,
};

/**
 * Does every step that is not done, in order, each noted as soon as it is: whatever is killed in between goes on from
 * there. A Page without a token waits, the others go on. When all is done, the user token is forgotten.
 */
export async function runConnection(ctx: Ctx, id: string): Promise<void> {
  const row = await fetchConnection(ctx, id);
  const steps = inOrder(row, await ctx.storage.read((at) => selectSteps(at, [id])));
  const run: ConnectionRun = { row, listOnce: once(() => listUserPages(ctx, row)) };
  const tokenless = new Set<string>();
  const retries: Date[] = [];
  for (const step of steps) {
    const work = WORK[step.name];
    if (!work || step.state === 'done') continue;
    if (tokenless.has(step.pageId)) {
      await noteStep(ctx, step, { state: 'waiting', detail: 'It waits for the token of the Page.' });
      continue;
    }
    const { name, state, retryAt } = await recordStep(ctx, step, () => work(ctx, run, step.pageId), row.expiresAt);
    if (retryAt) retries.push(retryAt);
    if (name === 'store_page_token' && state !== 'done') tokenless.add(step.pageId);
  }
  await goOnLater(ctx, row, retries);
  await forgetWhenDone(ctx, id);
}

/** Steps that wait for the platform are tried again by themselves, while the connection lasts. */
async function goOnLater(ctx: Ctx, { id, expiresAt }: ConnectionRow, retries: readonly Date[]): Promise<void> {
  const [startAfter] = retries.toSorted((a, b) => a.getTime() - b.getTime());
  if (!startAfter || startAfter > expiresAt) return;
  await ctx.storage.write((tx) => ctx.queue.enqueue(tx, CONNECT_PAGES, { connectionId: id }, { key: id, startAfter }));
}

/** Asks once, however many Pages are chosen; a failure is everybody's. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

async function forgetWhenDone(ctx: Ctx, id: string): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const steps = (await selectSteps(tx, [id])).filter((step) => step.connectionId === id);
    const row = await fetchConnection(ctx, id);
    if (stateOf(inOrder(row, steps)) === 'connected') await updateConnection(tx, id, { sealedUserToken: null });
  });
}

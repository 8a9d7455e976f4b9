import { onTestFinished } from 'vitest';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { API_KEY, startPeer, type ThreadtiePeer, VERIFY_TOKEN } from './threadtie-peer.ts';

const PATIENCE_MS = 20_000;

/** The app's secret in these tests. */
export const APP_SECRET = '0123456789abcdef0123456789abcdef';

/** A simulator and its peer, both of which end with the test. */
export interface Fixture {
  readonly peer: ThreadtiePeer;
  readonly sim: RunningSimulator;
  /** Id and token of the demo shop's Page. */
  readonly page: { readonly id: string; readonly token: string };
}

/** Starts both on free ports and waits until the demo shop is registered. */
export async function startFixture(statePath: string | null = null): Promise<Fixture> {
  const peer = await startPeer();
  onTestFinished(() => peer.close());
  const sim = await startAgainst(peer, statePath);
  await sim.ready;
  const [page] = (await sim.control.state()).pages;
  return { peer, sim, page: { id: page?.id ?? '', token: page?.accessToken ?? '' } };
}

/** Starts a simulator for this peer without waiting for it to be ready. */
export async function startAgainst(
  peer: ThreadtiePeer,
  statePath: string | null = null,
  change: { verifyToken?: string; apiKey?: string } = {},
): Promise<RunningSimulator> {
  const sim = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    apiUrl: peer.url,
    apiKey: change.apiKey ?? API_KEY,
    app: { id: '1517776481860111', secret: APP_SECRET, verifyToken: change.verifyToken ?? VERIFY_TOKEN },
    statePath,
  });
  onTestFinished(() => sim.close());
  return sim;
}

/** Waits until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > end) throw new Error('The condition did not come true in time.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

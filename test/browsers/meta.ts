import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { API_KEY, startPeer, type ThreadtiePeer, VERIFY_TOKEN } from '../simulator/threadtie-peer.ts';
import type { Stage } from './stage.ts';

/** Meta, as the simulator pretends it, with the plugins that the stage's entry point may show. */
export interface Meta {
  readonly sim: RunningSimulator;
  /** Who gets its webhooks. */
  readonly peer: ThreadtiePeer;
  readonly pageId: string;
  /** The parts of Meta that a page has asked for. */
  asked(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const APP = { id: '1517776481860111', secret: '0123456789abcdef0123456789abcdef', verifyToken: VERIFY_TOKEN };

/** Starts it, and has the widget's server allow the plugin. */
export async function startMeta(stage: Stage): Promise<Meta> {
  const peer = await startPeer();
  const sim = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    apiUrl: peer.url,
    apiKey: API_KEY,
    app: APP,
    statePath: null,
  });
  await sim.ready;
  const pageId = (await sim.control.state()).pages[0]?.id ?? '';
  await sim.control.setPage(pageId, { domains: [stage.site.origin] });
  stage.server.config = { plugin: { appId: APP.id, pageId, sdkUrl: `${sim.url}/sdk`, version: 'v25.0' } };
  const names = `performance.getEntriesByType('resource').map(({ name }) => name)`;
  return {
    sim,
    peer,
    pageId,
    asked: async () => (await stage.read<string[]>(names)).filter((name) => name.startsWith(sim.url)),
    async close() {
      await sim.close();
      await peer.close();
    },
  };
}

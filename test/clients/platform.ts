import { startSimulator } from '../../server/simulator/index.ts';
import type { ControlClient } from '../../server/simulator/control/control-client.ts';
import { startPeer } from '../simulator/threadtie-peer.ts';

/** The simulator as a library of somebody else meets it: addresses, ids and secrets, as the dashboard would show them. */
export interface Platform {
  /** Address of the simulator's Graph API, without a version and without a slash at its end. */
  readonly graphUrl: string;
  readonly app: { readonly id: string; readonly secret: string; readonly verifyToken: string; readonly token: string };
  readonly page: { readonly id: string; readonly token: string };
  /** Ada's id on that Page. */
  readonly psid: string;
  readonly control: ControlClient;
  /** What the Page has written to Ada, oldest first. */
  pageTexts(): Promise<string[]>;
  close(): Promise<void>;
}

const APP = { id: '1517776481860111', secret: '0123456789abcdef0123456789abcdef', verifyToken: 'verify-me' };

/** Starts a simulator on a free port, with Ada in a thread with the Page. */
export async function openPlatform(): Promise<Platform> {
  const peer = await startPeer();
  const options = { port: 0, host: '127.0.0.1', apiUrl: peer.url, apiKey: 'tt_key_of_the_shop', statePath: null };
  const sim = await startSimulator({ ...options, app: APP });
  await sim.ready;
  const { control } = sim;
  const { pages, people } = await control.state();
  const [page] = pages;
  if (!page) throw new Error('The simulator has no Page.');
  await control.getStarted({ person: 'ada', pageId: page.id });
  return {
    graphUrl: `${sim.url}/graph`,
    app: { ...APP, token: `${APP.id}|${APP.secret}` },
    page: { id: page.id, token: page.accessToken },
    psid: people.find((one) => one.id === 'ada')?.psids[page.id] ?? '',
    control,
    pageTexts: async () => {
      const thread = (await control.state()).threads.find((one) => one.pageId === page.id && one.personId === 'ada');
      return (thread?.messages ?? []).filter(({ from }) => from === 'page').map(({ text }) => text);
    },
    close: async () => {
      await sim.close();
      await peer.close();
    },
  };
}

import type { Load } from '../../clients/install-packages.ts';
import type { Engine, RunningEngine, Tab } from './engine.ts';
import { answersWithin } from './engine-hung.ts';
import { boundTab } from './bound-tab.ts';

const START_MS = 60_000;
const TAB_MS = 20_000;

/** A browser that can be started anew where it stopped answering. */
export interface KeptEngine {
  readonly version: string;
  /** @throws {EngineHung} when none opens in time */
  openTab(): Promise<Tab>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a browser.
 * @throws when it cannot be started, with what it said
 */
export async function keepEngine(engine: Engine, load: Load): Promise<KeptEngine> {
  const start = () => answersWithin(START_MS, `start of ${engine.name}`, engine.start(load));
  let running: RunningEngine = await start();
  return {
    version: running.version,
    openTab: async () => boundTab(await answersWithin(TAB_MS, 'open a tab', running.openTab())),
    async restart() {
      await running.close();
      running = await start();
    },
    close: () => running.close(),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerProcess, type ServerSettings, startServerProcess } from './server-process.ts';

/** A server that is started again whenever it ends, as a service manager does. */
export interface ServerMember {
  readonly settings: ServerSettings;
  /** Whether it takes requests. */
  isReady(): boolean;
  untilReady(): Promise<void>;
  /** Kills it and starts the next one in its place. */
  replace(): Promise<void>;
  /** Asks it to end, for good. */
  stop(): Promise<void>;
  /** Kills it for good. */
  end(): Promise<void>;
}

const LOOK_MS = 10;
const AGAIN_MS = 200;

/**
 * Starts it.
 * @param onChange told whenever it begins or ceases to take requests
 * @param onProblem told when it ended by itself after it had been ready; one that does not even start is tried again
 */
export function startServerMember(
  settings: ServerSettings,
  onChange: () => void,
  onProblem: (sentence: string) => void,
): ServerMember {
  let isReady = false;
  const setReady = (value: boolean): void => {
    isReady = value;
    onChange();
  };
  const begin = (): ServerProcess => {
    const begun = startServerProcess(settings);
    const isMine = (): boolean => current === begun;
    begun.ready.then(
      () => isMine() && setReady(true),
      () => undefined,
    );
    void begun.gone.then(async () => {
      if (!isMine()) return;
      if (isReady) onProblem(`A server ended by itself: ${begun.lines().join(' / ')}`);
      setReady(false);
      await sleep(AGAIN_MS);
      if (isMine()) current = begin();
    });
    return begun;
  };
  let current: ServerProcess | null = begin();
  const take = (): ServerProcess | null => {
    const taken = current;
    current = null;
    setReady(false);
    return taken;
  };
  return {
    settings,
    isReady: () => isReady,
    async untilReady() {
      while (!isReady) await sleep(LOOK_MS);
    },
    async replace() {
      await take()?.kill();
      current = begin();
    },
    stop: async () => await take()?.stop(),
    end: async () => await take()?.kill(),
  };
}

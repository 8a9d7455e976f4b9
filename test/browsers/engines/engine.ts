import type { Load } from '../../clients/install-packages.ts';

/** The keys that the checks press. */
export type Key = 'Enter' | 'Escape' | 'Space' | 'Tab';

/** A tab in a profile of its own, moved like a person's: by pointer and by keys. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Answers the value of an expression in the page, as JSON carries it. */
  read<T>(expression: string): Promise<T>;
  clickAt(x: number, y: number): Promise<void>;
  press(key: Key): Promise<void>;
  /** A PNG of what is to be seen. */
  shoot(): Promise<Buffer>;
  /** Closes the tabs that links have opened, and comes back to this one. */
  closeOthers(): Promise<void>;
  close(): Promise<void>;
}

/** A running browser. */
export interface RunningEngine {
  readonly version: string;
  openTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** A browser the checks can be run in. */
export interface Engine {
  readonly name: string;
  /** What to install where it does not start. */
  readonly remedy: string;
  /** Packages that drive it and do not come with the project. */
  readonly packages: readonly string[];
  start(load: Load): Promise<RunningEngine>;
}

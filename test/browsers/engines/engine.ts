import type { Load } from '../../clients/install-packages.ts';

/** The keys that the checks press. */
export type Key = 'Enter' | 'Escape' | 'Space' | 'Tab';

/** What a page is shown on, as far as it differs from a plain screen. */
export interface Medium {
  readonly print?: true;
  readonly forcedColors?: true;
  readonly still?: true;
}

/** A tab in a profile of its own, moved like a person's: by pointer and by keys. */
export interface Tab {
  open(url: string): Promise<void>;
  /** Answers the value of an expression in the page, as JSON carries it. */
  read<T>(expression: string): Promise<T>;
  clickAt(x: number, y: number, button?: 'left' | 'middle'): Promise<void>;
  press(key: Key): Promise<void>;
  /** Clicks something in the page's only frame by a script there: not every driver's pointer reaches into a frame of another site. */
  clickInFrame(selector: string): Promise<void>;
  /**
   * Pretends another medium.
   * @throws {NotAvailable} where the driver cannot
   */
  emulate(medium: Medium): Promise<void>;
  /** Closes the tabs that links have opened, and comes back to this one. */
  closeOthers(): Promise<void>;
  close(): Promise<void>;
}

/** A running browser. */
export interface RunningEngine {
  readonly version: string;
  openTab(): Promise<Tab>;
  /** Ends it, also when it answers nothing any more. */
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

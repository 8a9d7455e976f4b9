import './globals.d.mts';
import type { Threadtie } from './threadtie.d.ts';

export { EntryElement, MessengerButtonElement } from './elements.js';
export type * from './elements.d.ts';
export type * from './events.d.ts';
export type * from './threadtie.d.ts';

/**
 * Says where the Threadtie server is; needed only where the widget was bundled into a site's own script. With `stages: false`
 * the server is not told how many entry points were shown and clicked.
 */
export declare function configure(options: { readonly apiOrigin: string; readonly stages?: boolean }): void;

/** Registers the elements; where another copy of the widget was first, that one stays. Outside a browser it does nothing. */
export declare function defineElements(): void;

/** What `window.Threadtie` becomes. */
export declare const threadtie: Threadtie;

import type { Load } from './install-packages.ts';
import type { Platform } from './platform.ts';
import type { Tally } from './tally.ts';

/** Tries one library against the simulator; everything that it can and cannot do goes into the tally. */
export type Exam = (room: { readonly load: Load; readonly platform: Platform; readonly tally: Tally }) => Promise<void>;

import type { EntryEventMap } from './events.d.ts';

/** Listeners by the event's own name, as React 19 and Svelte 5 know them: `onmessenger-open` and so on. */
export type Listeners = {
  readonly [Name in keyof EntryEventMap as `on${Name}`]?: ((event: EntryEventMap[Name]) => void) | undefined;
};

/** The same for Vue, where `@messenger-open` becomes `onMessengerOpen`. */
export type CamelListeners = {
  readonly [Name in keyof EntryEventMap as `on${Camel<Name>}`]?: ((event: EntryEventMap[Name]) => void) | undefined;
};

type Camel<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Camel<Rest>}`
  : Capitalize<Name>;

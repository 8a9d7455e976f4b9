import type {
  MessengerArrivedEvent,
  MessengerErrorEvent,
  MessengerLinkedEvent,
  MessengerOpenEvent,
} from '../events.ts';
import type { CommonAttributes, ElementAttributes } from './attributes.ts';

/** Svelte 5 listens by the event's own name. */
interface Listeners {
  readonly 'onmessenger-open'?: (event: MessengerOpenEvent) => void;
  readonly 'onmessenger-arrived'?: (event: MessengerArrivedEvent) => void;
  readonly 'onmessenger-linked'?: (event: MessengerLinkedEvent) => void;
  readonly 'onmessenger-error'?: (event: MessengerErrorEvent) => void;
}

type Elements = { [Name in keyof ElementAttributes]: ElementAttributes[Name] & CommonAttributes & Listeners };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}

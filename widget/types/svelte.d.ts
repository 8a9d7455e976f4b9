import type { HTMLAttributes } from 'svelte/elements';
import type {
  MessengerArrivedEvent,
  MessengerErrorEvent,
  MessengerLinkedEvent,
  MessengerOpenEvent,
} from '../events.ts';
import type { ElementAttributes } from './attributes.ts';

interface Listeners {
  'onmessenger-open'?: (event: MessengerOpenEvent) => void;
  'onmessenger-arrived'?: (event: MessengerArrivedEvent) => void;
  'onmessenger-linked'?: (event: MessengerLinkedEvent) => void;
  'onmessenger-error'?: (event: MessengerErrorEvent) => void;
}

type Common = HTMLAttributes<HTMLElement> & Listeners;
type Elements = {
  [Name in keyof ElementAttributes]: ElementAttributes[Name] & Omit<Common, keyof ElementAttributes[Name]>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}

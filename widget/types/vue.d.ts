import type {
  MessengerArrivedEvent,
  MessengerErrorEvent,
  MessengerLinkedEvent,
  MessengerOpenEvent,
} from '../events.ts';
import type { CommonAttributes, ElementAttributes } from './attributes.ts';

/** `@messenger-open` and so on. */
interface Listeners {
  readonly onMessengerOpen?: (event: MessengerOpenEvent) => void;
  readonly onMessengerArrived?: (event: MessengerArrivedEvent) => void;
  readonly onMessengerLinked?: (event: MessengerLinkedEvent) => void;
  readonly onMessengerError?: (event: MessengerErrorEvent) => void;
}

type Elements = {
  [Name in keyof ElementAttributes]: new () => { $props: ElementAttributes[Name] & CommonAttributes & Listeners };
};

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}

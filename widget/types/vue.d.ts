import type { DefineComponent, HTMLAttributes } from 'vue';
import type {
  MessengerArrivedEvent,
  MessengerErrorEvent,
  MessengerLinkedEvent,
  MessengerOpenEvent,
} from '../events.ts';
import type { ElementAttributes } from './attributes.ts';

interface Listeners {
  onMessengerOpen?: (event: MessengerOpenEvent) => void;
  onMessengerArrived?: (event: MessengerArrivedEvent) => void;
  onMessengerLinked?: (event: MessengerLinkedEvent) => void;
  onMessengerError?: (event: MessengerErrorEvent) => void;
}

type Elements = {
  [Name in keyof ElementAttributes]: DefineComponent<ElementAttributes[Name] & HTMLAttributes & Listeners>;
};

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  MessengerArrivedEvent,
  MessengerErrorEvent,
  MessengerLinkedEvent,
  MessengerOpenEvent,
} from '../events.ts';
import type { ElementAttributes } from './attributes.ts';

/** React 19 sets listeners on custom elements by the event's own name. */
interface Listeners {
  'onmessenger-open'?: (event: MessengerOpenEvent) => void;
  'onmessenger-arrived'?: (event: MessengerArrivedEvent) => void;
  'onmessenger-linked'?: (event: MessengerLinkedEvent) => void;
  'onmessenger-error'?: (event: MessengerErrorEvent) => void;
}

type Common = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Listeners;
type Elements = {
  [Name in keyof ElementAttributes]: ElementAttributes[Name] & Omit<Common, keyof ElementAttributes[Name]>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}

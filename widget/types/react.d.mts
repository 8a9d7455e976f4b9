import './globals.d.mts';
import type { CommonAttributes, ElementAttributes } from './attributes.d.ts';
import type { Listeners } from './listeners.d.ts';

type Elements = { [Name in keyof ElementAttributes]: ElementAttributes[Name] & CommonAttributes & Listeners };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}

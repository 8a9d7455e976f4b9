import './globals.d.mts';
import type { CommonAttributes, ElementAttributes } from './attributes.d.ts';
import type { CamelListeners } from './listeners.d.ts';

type Elements = {
  [Name in keyof ElementAttributes]: new () => { $props: ElementAttributes[Name] & CommonAttributes & CamelListeners };
};

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}

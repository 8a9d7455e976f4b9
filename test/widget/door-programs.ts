/** As much of each framework's own types as ours add to, in the form in which the framework publishes them. */
export const FRAMEWORKS: Readonly<Record<string, string>> = {
  'react/package.json':
    '{ "name": "react", "types": "index.d.ts", "exports": { ".": "./index.d.ts", "./jsx-runtime": "./jsx-runtime.d.ts" } }',
  'react/index.d.ts': `export = React;
    declare namespace React {
      namespace JSX {
        interface Element { readonly type: unknown }
        interface ElementChildrenAttribute { children: unknown }
        interface IntrinsicElements {
          a: { href?: string; children?: unknown };
          script: { async?: boolean; src?: string };
        }
      }
    }`,
  'react/jsx-runtime.d.ts': `import * as React from './';
    export namespace JSX {
      interface Element extends React.JSX.Element {}
      interface ElementChildrenAttribute extends React.JSX.ElementChildrenAttribute {}
      interface IntrinsicElements extends React.JSX.IntrinsicElements {}
    }
    export const Fragment: (props: { children?: unknown }) => JSX.Element;
    export function jsx(type: unknown, props: unknown): JSX.Element;
    export function jsxs(type: unknown, props: unknown): JSX.Element;`,
  'next/package.json': '{ "name": "next", "type": "module", "exports": { "./script": { "types": "./script.d.ts" } } }',
  'next/script.d.ts':
    'export default function Script(props: { src: string; strategy: "afterInteractive" }): { readonly type: unknown };',
  'vue/package.json': '{ "name": "vue", "type": "module", "exports": { ".": { "types": "./index.d.ts" } } }',
  'vue/index.d.ts': 'export interface GlobalComponents { KeepAlive: unknown }',
  'svelte/package.json':
    '{ "name": "svelte", "type": "module", "exports": { "./elements": { "types": "./elements.d.ts" } } }',
  'svelte/elements.d.ts': 'export interface SvelteHTMLElements { a: { href?: string } }',
};

const PLAIN = `
import { configure, EntryElement, type EntryState } from 'threadtie';
import { defineElements, MessengerButtonElement, threadtie, type ConsentDetail } from 'threadtie/pure';

configure({ apiOrigin: 'https://chat.example', stages: false });
defineElements();
threadtie.open('tea', { dataRef: 'order-55', getUserToken: async () => 'token' });
window.Threadtie.consent = Promise.resolve(true);
Threadtie.logout();
export const loaded: Promise<void> = Threadtie.load('qr');

const button = document.createElement('messenger-button');
export const isOurs: boolean = button instanceof MessengerButtonElement && button instanceof EntryElement;
export const state: EntryState = button.state;
button.consent = true;
button.getUserToken = () => null;
button.ctaText = 'GET_STARTED';
button.addEventListener('messenger-open', (event) => event.detail.ref.toUpperCase());
button.addEventListener('messenger-error', ({ detail }) => detail.code + detail.message);
document.addEventListener('messenger-consent', ({ detail }: CustomEvent<ConsentDetail>) => detail.answer(false));
void document.querySelector('messenger-qr')?.toBlob('svg').then((file: Blob) => file.size);
document.querySelector('messenger-bubble')?.close();
document.querySelector('messenger-checkbox')?.confirm();
export const who: string | undefined = document.querySelector('messenger-link-status')?.connectedAs;

// @ts-expect-error no such word
threadtie.opne('tea');
// @ts-expect-error no such option
threadtie.open('tea', { ref: 'x' });
// @ts-expect-error the server alone says so
button.state = 'connected';
// @ts-expect-error set by nobody
button.visitRef = 'x';
// @ts-expect-error an arrival says nothing of a ref
button.addEventListener('messenger-arrived', (event) => event.detail.ref);
// @ts-expect-error neither yes nor no
window.Threadtie.consent = 'yes';
`;

const REACT = `
import type {} from 'threadtie/react';

export const whole = (
  <messenger-button entry="tea" data-ref="order-55" size="large" plugin onmessenger-open={(event) => event.detail.ref.trim()}
    onmessenger-consent={(event) => event.detail.answer(Promise.resolve(true))}
    onmessenger-unlinked={(event) => event.detail.entry}>
    <a href="https://m.me/1?ref=x">Message us</a>
  </messenger-button>
);
export const bubble = <messenger-bubble entry="tea" greeting="Hello" greeting-delay={3} position="start" key={1} />;
document.querySelector('messenger-bubble')?.toggle();

// @ts-expect-error without an entry it opens nothing
export const bare = <messenger-qr />;
// @ts-expect-error no such size
export const huge = <messenger-button entry="tea" size="huge" />;
// @ts-expect-error no such element
export const other = <messenger-fax entry="tea" />;
`;

const VUE = `
import type { GlobalComponents } from 'vue';
import type {} from 'threadtie/vue';

type Props<Name extends 'messenger-bubble' | 'messenger-checkbox'> = InstanceType<GlobalComponents[Name]>['$props'];

export const bubble: Props<'messenger-bubble'> = {
  entry: 'tea',
  'greeting-display': 'fade',
  onMessengerLinked: (event) => event.detail.entry,
  onMessengerConsent: (event) => event.detail.answer(true),
};
// @ts-expect-error no such position
export const wrong: Props<'messenger-bubble'> = { entry: 'tea', position: 'left' };
// @ts-expect-error no such event
export const deaf: Props<'messenger-checkbox'> = { entry: 'tea', onMessengerTicked: () => null };
`;

const SVELTE = `
import type { SvelteHTMLElements } from 'svelte/elements';
import type {} from 'threadtie/svelte';

export const status: SvelteHTMLElements['messenger-link-status'] = {
  entry: 'tea',
  'connected-as': 'Ada',
  'onmessenger-unlinked': (event) => event.detail.entry,
  'onmessenger-error': (event) => event.detail.message,
};
// @ts-expect-error a number is no name
export const wrong: SvelteHTMLElements['messenger-link-status'] = { entry: 'tea', 'connected-as': 7 };
`;

/** Small programs of sites, each with mistakes that are expected to be found. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  'plain.ts': PLAIN,
  'react.tsx': REACT,
  'vue.ts': VUE,
  'svelte.ts': SVELTE,
};

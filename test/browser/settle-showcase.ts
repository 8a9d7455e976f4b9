import type { Page } from 'playwright-core';
import { ASKED, STATES } from './showcase-states.ts';

/** Waits until every element is defined and says what its state says, in the language of the page, and fonts are there. */
export async function settleShowcase(page: Page): Promise<void> {
  await page.waitForFunction(
    ({ states, asked }) => {
      const within = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
      const speaks = ({ shadowRoot }: Element): boolean =>
        [...(shadowRoot?.querySelectorAll('[lang]') ?? [])].every(
          (node) => node.getAttribute('lang') === document.documentElement.lang,
        );
      const stands = (element: Element, state: string): boolean => {
        const entry = element.getAttribute('entry') ?? '';
        const isQr = element.localName === 'messenger-qr';
        if (asked.includes(entry)) {
          // What a bubble asks of the same visit its code does not ask a second time.
          const { host } = element.getRootNode() as ShadowRoot;
          return [element, host].some((one) => one?.shadowRoot?.querySelector('.question'));
        }
        // Of a visit that a code offers there is nothing to say before it is opened.
        return (
          !states.includes(entry) || state === (entry === 'refused' ? 'failed' : entry) || (isQr && entry === 'waiting')
        );
      };
      // What stands in a bubble's panel, and what shows it where it is closed, comes with a part of its own.
      const opens = ({ localName, shadowRoot }: Element): boolean => {
        const panel = localName === 'messenger-bubble' ? shadowRoot?.querySelector('.panel') : undefined;
        const isOpen = panel?.role === 'dialog';
        if (!panel || (!isOpen && shadowRoot?.host.getAttribute('state') === 'idle')) return true;
        const code = panel.querySelector('messenger-qr')?.shadowRoot?.querySelector('.code');
        return getComputedStyle(panel).opacity === '1' && (!isOpen || Boolean(code));
      };
      const shows = (element: Element): boolean => {
        const { shadowRoot } = element;
        const state = element.getAttribute('state') ?? '';
        const line = shadowRoot?.querySelector('.status');
        const says = !line || state === 'idle' || line.textContent.trim() !== '';
        const draws = element.localName !== 'messenger-qr' || shadowRoot?.querySelector('.code');
        const offer = shadowRoot?.querySelector('messenger-chat-code')?.shadowRoot?.querySelector('button');
        const offers = !element.hasAttribute('chat-code') || offer;
        return state !== '' && stands(element, state) && says && Boolean(draws) && Boolean(offers) && opens(element);
      };
      const all = within(document);
      return all.filter((node) => node.hasAttribute('entry')).every(shows) && all.every(speaks);
    },
    { states: STATES as readonly string[], asked: ASKED },
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

import { html } from 'hono/html';
import { type Html, simulatorLayout } from '../simulator-layout.ts';
import type { Page } from '../state/world.ts';

/** What opens over the thread when a button leads to a page: it goes there by itself, and closing leads back to the thread. */
export function inAppBrowser({ page, address }: { readonly page: Page; readonly address: string }): Html {
  const { host } = new URL(address);
  return browserFrame({
    page,
    heading: host,
    goesTo: address,
    body: html`<p>Opening the page of ${host}. Your browser’s Back leads to the thread again.</p>
      <p><a class="button" href="${address}">Open it</a></p>`,
  });
}

/** What Messenger shows when a log-in did not end well; the reason is the simulator's own word. */
export function linkingFailed({ page, reason }: { readonly page: Page | null; readonly reason: string }): Html {
  return browserFrame({
    page,
    heading: 'Account linking failed',
    body: html`<p>Your account was not linked. Try again from the thread.</p>
      <p class="quiet">Why, as only this simulator says: ${reason}</p>
      <p><a class="button" href="/chat/${page?.id ?? ''}">Back to the thread</a></p>`,
  });
}

function browserFrame(frame: {
  readonly page: Page | null;
  readonly heading: string;
  readonly body: Html;
  readonly goesTo?: string;
}): Html {
  const { page, heading } = frame;
  return simulatorLayout({
    title: `${heading} · Messenger simulator`,
    style: 'chat.css',
    goesTo: frame.goesTo,
    main: html`<main class="stage stage-browser">
      <section class="phone" aria-label="In-app browser">
        <header class="phone-head">
          <a class="round quiet-round close" href="/chat/${page?.id ?? ''}" aria-label="Close"><span aria-hidden="true">✕</span></a>
          <div>
            <h1>${heading}</h1>
            <p class="quiet">${page ? html`Opened from ${page.name}` : 'Messenger'}</p>
          </div>
        </header>
        <div class="welcome">${frame.body}</div>
      </section>
    </main>`,
  });
}

import { html } from 'hono/html';
import { type Html, simulatorLayout } from './simulator-layout.ts';

/** What a person sees instead of a page that is not there. */
export function refusalPage(message: string): Html {
  return simulatorLayout({
    title: 'Not found · Messenger simulator',
    style: 'front.css',
    main: html`<main class="front">
      <h1>That did not work</h1>
      <p class="lead">${message}</p>
      <p><a href="/">To the front page</a></p>
    </main>`,
  });
}

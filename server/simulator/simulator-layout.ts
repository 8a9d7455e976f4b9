import { html } from 'hono/html';

/** What `html` gives: escaped text, sometimes a promise of it. */
export type Html = ReturnType<typeof html>;

/** The frame of the simulator's own pages, with the style sheet and the script of the surface. */
export function simulatorLayout(page: { title: string; main: Html; style: string; script?: string }): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="/assets/simulator-mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/simulator.css" />
        <link rel="stylesheet" href="/assets/${page.style}" />
        ${page.script ? html`<script type="module" src="/assets/${page.script}"></script>` : ''}
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/">
            <img src="/assets/simulator-mark.svg" alt="" width="28" height="28" />
            <span>Messenger simulator</span>
          </a>
          <nav aria-label="Simulator"><a href="/shop">Shop</a> <a href="/chat">Chat</a></nav>
        </header>
        ${page.main}
      </body>
    </html>`;
}

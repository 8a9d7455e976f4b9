import { html } from 'hono/html';

/** What `html` gives: escaped text, sometimes a promise of it. */
export type Html = ReturnType<typeof html>;

interface PageParts {
  readonly title: string;
  readonly main: Html;
  /** The style sheet and the script of the surface. */
  readonly style: string;
  readonly script?: string;
  /** Where the page goes on to by itself. */
  readonly goesTo?: string | undefined;
}

/** The frame of the simulator's own pages. */
export function simulatorLayout(page: PageParts): Html {
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
        ${page.goesTo ? html`<meta http-equiv="refresh" content="0;url=${page.goesTo}" />` : ''}
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

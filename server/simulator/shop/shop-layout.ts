import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { ShopAccount } from './shop-account.ts';

/** The frame of every page of the shop. */
export function shopLayout(page: { title: string; account: ShopAccount | null; main: Html; head?: Html }): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Pine &amp; Kettle</title>
        <link rel="icon" href="/shop/assets/shop-mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/shop/assets/shop.css" />
        ${page.head ?? ''}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="site-head">
          <a class="brand" href="/shop">
            <img src="/shop/assets/shop-mark.svg" alt="" width="32" height="32" />
            <span>Pine &amp; Kettle</span>
          </a>
          <nav aria-label="Account">${page.account ? signedIn(page.account) : html`<a href="/shop/sign-in">Sign in</a>`}</nav>
        </header>
        <main id="main">${page.main}</main>
        <footer class="site-foot">
          <p>Pine &amp; Kettle, Harbour Lane 7. Open Tuesday to Saturday, ten to six.</p>
          <p>This is a demo shop: nothing here can be bought. <a href="/shop/ways">Every way of connecting</a> · <a href="/">About the simulator</a></p>
        </footer>
      </body>
    </html>`;
}

function signedIn(account: ShopAccount): Html {
  return html`<a href="/shop/account">${account.name}</a>
    <form method="post" action="/shop/sign-out"><button class="text-button" type="submit">Sign out</button></form>`;
}

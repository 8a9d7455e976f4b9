import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Product } from './product.ts';
import type { ShopAccount } from './shop-account.ts';
import { shopLayout } from './shop-layout.ts';

/** What the button needs to be written: from the server, or the bare link to the Page while the shop is not registered. */
export interface Embed {
  readonly apiUrl: string;
  readonly entryKey: string;
  readonly entryUrl: string;
}

/** A product, and the button that takes the question into Messenger. */
export function productPage(product: Product, account: ShopAccount | null, embed: Embed): Html {
  return shopLayout({
    title: product.name,
    account,
    main: html`<article class="product">
      <img class="product-picture" src="/shop/assets/${product.picture}" alt="${product.alt}" width="480" height="400" />
      <div class="product-text">
        <p class="eyebrow">${product.kind}</p>
        <h1>${product.name}</h1>
        <p class="price-line"><span class="price">${product.price}</span> <span class="quiet">${product.unit}</span></p>
        ${product.description.map((paragraph) => html`<p>${paragraph}</p>`)}
        <section class="ask" aria-labelledby="ask">
          <h2 id="ask">Order or ask in Messenger</h2>
          <p>We pack every parcel ourselves. Write to us, and we will keep one aside and tell you when it leaves the shop.</p>
          ${button(product, account, embed)}
          <p class="quiet">${account ? `We will know it is you, ${account.firstName}.` : signInHint(product)}</p>
        </section>
        <dl class="details">
          ${product.details.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
        </dl>
      </div>
    </article>`,
  });
}

/** Exactly the snippet that Threadtie's own documentation tells a site to paste. */
function button(product: Product, account: ShopAccount | null, embed: Embed): Html {
  const token = account ? html` user-token-url="/shop/user-token"` : '';
  return html`<script async src="${embed.apiUrl}/widget.js"></script>
    <messenger-button entry="${embed.entryKey}" data-ref="product-${product.slug}"${token}><a href="${embed.entryUrl}">Send to Messenger</a></messenger-button>`;
}

function signInHint(product: Product): Html {
  const here = encodeURIComponent(`/shop/products/${product.slug}`);
  return html`<a href="/shop/sign-in?next=${here}">Sign in</a> first, and we will know which orders are yours.`;
}

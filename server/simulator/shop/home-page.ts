import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import { PRODUCTS, type Product } from './product.ts';
import type { ShopAccount } from './shop-account.ts';
import { shopLayout } from './shop-layout.ts';

/** The shop window. */
export function homePage(account: ShopAccount | null): Html {
  return shopLayout({
    title: 'Tea and teaware',
    account,
    main: html`<section class="hero">
        <p class="eyebrow">Autumn 2026</p>
        <h1>One good tea, one good pot.</h1>
        <p>We sell two things and know them well. Ask us anything before you buy: we answer in Messenger, in person.</p>
      </section>
      <ul class="products">
        ${PRODUCTS.map(productCard)}
      </ul>`,
  });
}

function productCard(product: Product): Html {
  return html`<li>
    <a class="product-card" href="/shop/products/${product.slug}">
      <img src="/shop/assets/${product.picture}" alt="${product.alt}" width="480" height="400" />
      <span class="product-line"><h2>${product.name}</h2><span class="price">${product.price}</span></span>
      <span class="quiet">${product.teaser}</span>
    </a>
  </li>`;
}

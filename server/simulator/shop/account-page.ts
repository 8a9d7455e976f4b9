import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Connection } from './find-connection.ts';
import { PRODUCTS } from './product.ts';
import type { ShopAccount } from './shop-account.ts';
import { shopLayout } from './shop-layout.ts';

/** The customer's page: who they are, and whether Messenger is connected. It looks again by itself while it is open. */
export function accountPage(account: ShopAccount, connection: Connection): Html {
  return shopLayout({
    title: 'Your account',
    account,
    head: html`<script type="module" src="/shop/assets/shop-account.js"></script>`,
    main: html`<section class="narrow">
      <h1>Hello, ${account.firstName}</h1>
      <dl class="details">
        <div><dt>Account</dt><dd>${account.id}</dd></div>
        <div><dt>E-mail</dt><dd>${account.email}</dd></div>
      </dl>
      <section class="ask" aria-labelledby="messenger">
        <h2 id="messenger">Messenger</h2>
        <div id="connection" role="status" data-state="${connection.state}">${connectionText(connection)}</div>
      </section>
    </section>`,
  });
}

function connectionText(connection: Connection): Html {
  if (connection.state === 'unknown') {
    return html`<p><span class="mark mark-open" aria-hidden="true"></span>We cannot say right now. ${connection.why}</p>`;
  }
  if (connection.state === 'none') {
    return html`<p><span class="mark mark-open" aria-hidden="true"></span>Messenger is not connected.</p>
      <p class="quiet">
        Press “Send to Messenger” on a product, <a href="/shop/products/${PRODUCTS[0]?.slug ?? ''}">this one</a> for example,
        and tap Get Started in the thread.
      </p>`;
  }
  return html`<p><span class="mark mark-good" aria-hidden="true"></span><strong>Messenger is connected.</strong></p>
    <dl class="details">
      <div><dt>Since</dt><dd><time datetime="${connection.since}">${readable(connection.since)}</time></dd></div>
      <div><dt>Came from</dt><dd>${origin(connection.dataRef)}</dd></div>
      <div><dt>Entry point</dt><dd>${connection.entryPoint ? html`<code>${connection.entryPoint}</code>` : 'Not recorded'}</dd></div>
      <div><dt>Proof</dt><dd>${connection.assurance}</dd></div>
    </dl>`;
}

/** The product's name, where the data-ref names one, and the data-ref itself. */
function origin(dataRef: string | null): Html {
  if (dataRef === null) return html`Not recorded`;
  const product = PRODUCTS.find((one) => dataRef === `product-${one.slug}`);
  return html`${product ? html`<a href="/shop/products/${product.slug}">${product.name}</a> ` : ''}<code>${dataRef}</code>`;
}

function readable(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
}

import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { ShopAccount } from './shop-account.ts';

/** One of the customers to choose from; the form learns `account`. */
export function accountButton(account: ShopAccount): Html {
  return html`<button class="account" name="account" value="${account.id}">
    <span class="account-name">${account.name}</span>
    <span class="quiet">${account.email}</span>
    <span class="quiet account-number">Account ${account.id}</span>
  </button>`;
}

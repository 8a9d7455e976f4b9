import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import { accountButton } from './account-button.ts';
import { SHOP_ACCOUNTS } from './shop-account.ts';
import { shopLayout } from './shop-layout.ts';

/** Two customers to choose from, without a password. `next` is where the browser goes afterwards. */
export function signInPage(next: string): Html {
  return shopLayout({
    title: 'Sign in',
    account: null,
    main: html`<section class="narrow">
      <h1>Who is shopping?</h1>
      <p class="quiet">This is a demo, so there are two customers and no passwords.</p>
      <form class="accounts" method="post" action="/shop/sign-in">
        <input type="hidden" name="next" value="${next}" />
        ${SHOP_ACCOUNTS.map(accountButton)}
      </form>
    </section>`,
  });
}

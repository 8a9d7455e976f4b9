import { html } from 'hono/html';
import type { Html } from '../../simulator-layout.ts';
import { accountButton } from '../account-button.ts';
import { SHOP_ACCOUNTS, type ShopAccount } from '../shop-account.ts';
import { shopLayout } from '../shop-layout.ts';
import type { Return } from './read-return.ts';

/** Who is logging in: whoever is signed in already, or one of the two customers. */
export function chooseAccountPage({ state, returnTo }: Return, account: ShopAccount | null): Html {
  const query = new URLSearchParams({ state, return_to: returnTo });
  const accounts = account ? [account] : SHOP_ACCOUNTS;
  const others = new URLSearchParams({ state, return_to: returnTo, prompt: 'login' });
  return shopLayout({
    title: 'Log in',
    account: null,
    main: html`<section class="narrow">
      <h1>Log in to connect Messenger</h1>
      <p class="quiet">${account ? 'You are signed in.' : 'This is a demo, so there are two customers and no passwords.'}</p>
      <form class="accounts" method="post" action="/shop/log-in?${query.toString()}">${accounts.map(accountButton)}</form>
      ${account ? html`<p><a href="/shop/log-in?${others.toString()}">Log in as somebody else</a></p>` : ''}
    </section>`,
  });
}

interface HandOff extends Return {
  readonly token: string;
  readonly account: ShopAccount;
}

/** Goes back by a form: in an address the token would end up in histories and logs. */
export function handOffPage({ returnTo, state, token, account }: HandOff): Html {
  return shopLayout({
    title: 'Going back',
    account: null,
    head: html`<script type="module" src="/shop/assets/shop-hand-off.js"></script>`,
    main: html`<section class="narrow">
      <h1>You are logged in, ${account.firstName}</h1>
      <form id="hand-off" method="post" action="${returnTo}">
        <input type="hidden" name="token" value="${token}" />
        <input type="hidden" name="state" value="${state}" />
        <button class="account">Go on</button>
      </form>
    </section>`,
  });
}

import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import { WAY_POLICIES, type WayEntry, type WayPolicy, type Ways } from './find-ways.ts';
import type { ShopAccount } from './shop-account.ts';
import { shopLayout } from './shop-layout.ts';

const CLICKS: Readonly<Record<WayPolicy, readonly [title: string, what: string]>> = {
  match: ['With a number', 'This page shows a number; the chat asks for it. The default, and the best proof.'],
  'confirm-in-thread': ['Confirmed in the chat', 'The chat asks whether the account is yours.'],
  'confirm-on-site': ['Confirmed on this page', 'This page shows who has come, and asks whether that is you.'],
  direct: ['Without a question', 'Whoever opens the link is connected: only for links that nobody can pass on.'],
};

/** Every way in which a customer's account and a chat come together, and how they come apart again. */
export function waysPage(
  account: ShopAccount,
  ways: Ways,
  place: { readonly apiUrl: string; readonly chatUrl: string; readonly isConnected: boolean },
): Html {
  const { match } = ways.entries;
  // The shop's own word: whichever element connected them, and on whichever device.
  const standing = place.isConnected ? html`connected-as="${account.name}"` : '';
  return shopLayout({
    title: 'Every way of connecting',
    account,
    main: html`<script async src="${place.apiUrl}/widget.js"></script>
      <section class="hero">
        <h1>Every way of connecting</h1>
        <p class="quiet">One account, one chat: each of these ties them together, and says how well that is proven.</p>
      </section>
      ${section(
        'now',
        'Where you stand',
        html`<messenger-link-status id="standing" entry="${match.key}" data-ref="ways-status" ${standing} user-token-url="/shop/user-token" disconnect-url="/shop/disconnect">${link(match)}</messenger-link-status>
        <p class="quiet">Disconnect here, in the chat by “log out”, or in Messenger by its Log Out button.</p>`,
      )}
      <section class="ask" aria-labelledby="click">
        <h2 id="click">By a click on this page</h2>
        <dl class="details details-wide">
          ${WAY_POLICIES.map((policy) => click(policy, ways.entries[policy]))}
        </dl>
      </section>
      ${section(
        'code',
        'By a code',
        html`<p>For a chat that is open elsewhere: type the code there. The chat and this page must both agree.</p>
        <messenger-link-status id="by-code" entry="${match.key}" data-ref="ways-code" user-token-url="/shop/user-token" chat-code>${link(match)}</messenger-link-status>`,
      )}
      ${section(
        'qr',
        'By a QR code',
        html`<p>On the phone that scans it. With a code, the picture carries the code.</p>
        <messenger-qr id="by-qr" entry="${match.key}" data-ref="ways-qr" user-token-url="/shop/user-token" chat-code>${link(match)}</messenger-qr>`,
      )}
      ${section(
        'log-in',
        'From the chat',
        html`${fromChat(ways.login)}
        <p><a href="${place.chatUrl}" target="_blank" rel="noopener">Open the chat</a></p>`,
      )}`,
  });
}

function section(id: string, title: string, content: Html): Html {
  return html`<section class="ask" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

function click(policy: WayPolicy, entry: WayEntry): Html {
  const [title, what] = CLICKS[policy];
  return html`<div>
    <dt>${title}</dt>
    <dd>
      <p class="quiet">${what}</p>
      <messenger-button id="by-${policy}" entry="${entry.key}" data-ref="ways-${policy}" user-token-url="/shop/user-token">${link(entry)}</messenger-button>
    </dd>
  </div>`;
}

function link({ url }: WayEntry): Html {
  return html`<a href="${url}">Connect Messenger</a>`;
}

function fromChat(login: Ways['login']): Html {
  if (login === null)
    return html`<p>The shop has no login set with Threadtie, so “log in” in the chat explains codes.</p>`;
  const where = login === 'oidc' ? 'the shop’s identity provider' : 'the shop';
  return html`<p>Type “log in” there. On a phone the Log In button opens ${where}; on a computer, its page does.</p>`;
}

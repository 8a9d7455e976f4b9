import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Button, Card, Message } from '../state/world.ts';
import type { ChatView } from './chat-view.ts';
import { linkedText } from './linked-text.ts';

/** A message with buttons: one card, or several side by side. */
export function template(view: ChatView, message: Message): Html {
  if (message.cards.length === 0) {
    return html`<div class="template">
      <p class="bubble" dir="auto">${linkedText(message.text)}</p>
      ${buttons(view, message, message.buttons)}
    </div>`;
  }
  return html`<ul class="cards" tabindex="0" aria-label="Cards">${message.cards.map((one) => card(view, message, one))}</ul>`;
}

function card(view: ChatView, message: Message, { title, subtitle, buttons: offered }: Card): Html {
  return html`<li class="template">
    <p class="bubble" dir="auto"><strong>${title}</strong>${subtitle === '' ? '' : html`<br /><span class="quiet">${subtitle}</span>`}</p>
    ${buttons(view, message, offered)}
  </li>`;
}

function buttons(view: ChatView, message: Message, offered: readonly Button[]): Html | '' {
  if (offered.length === 0 || view.thread?.isBlocked) return '';
  const isDead = view.person.device === 'desktop' && offered.some((one) => one.type.startsWith('account_'));
  return html`<form class="template-buttons" method="post" action="/chat/${view.page.id}/button">
    <input type="hidden" name="mid" value="${message.mid}" />
    ${offered.map((one) => button(view, one))}
    ${isDead ? html`<p class="button-note">Log In and Log Out work in the app on a phone only.</p>` : ''}
  </form>`;
}

/** Log In and Log Out have their titles from the phone. */
function button({ page, person }: ChatView, offered: Button): Html {
  if (offered.type === 'postback')
    return html`<button name="payload" value="${offered.payload}" dir="auto">${offered.title}</button>`;
  if (offered.type === 'web_url') {
    const href = `/chat/${page.id}/browser?address=${encodeURIComponent(offered.url)}`;
    return html`<a href="${href}" dir="auto">${offered.title}</a>`;
  }
  const [title, path] = offered.type === 'account_link' ? ['Log In', 'log-in'] : ['Log Out', 'log-out'];
  const isDead = person.device === 'desktop';
  return html`<button formaction="/chat/${page.id}/${path}" ${isDead ? 'disabled' : ''}>${title}</button>`;
}

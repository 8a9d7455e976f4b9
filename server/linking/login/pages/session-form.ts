import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage } from '../texts/say-on-page.ts';
import type { SessionView } from './session-view.ts';

/** A form that takes the session one step further, with the proof that it stands on a page of its own. */
export function sessionForm({ id, proof }: SessionView, action: 'login' | 'connect' | 'cancel', inside: Html): Html {
  return html`<form method="post" action="/link/${action}">
    <input type="hidden" name="session" value="${id}" />
    <input type="hidden" name="proof" value="${proof}" />
    ${inside}
  </form>`;
}

/** The way out. */
export function cancelForm(view: SessionView): Html {
  return sessionForm(view, 'cancel', html`<button>${sayOnPage(view.language, 'confirm.cancel')}</button>`);
}

import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage, titleOnPage } from '../texts/say-on-page.ts';
import { facts } from './facts.ts';
import { pageFrame } from './page-frame.ts';
import { cancelForm, sessionForm } from './session-form.ts';
import type { SessionView } from './session-view.ts';

/** The page of the decision: this chat and this account, side by side. */
export function confirmPage(view: SessionView): Html {
  const { language, site } = view;
  const other = html`<input type="hidden" name="anew" value="yes" />
    <button class="quiet">${sayOnPage(language, 'confirm.other')}</button>`;
  return pageFrame({
    language,
    site,
    title: titleOnPage(language, 'confirm.heading'),
    main: html`<h1>${sayOnPage(language, 'confirm.heading')}</h1>
      ${facts(view)}
      <p>${sayOnPage(language, 'confirm.lead')}</p>
      ${sessionForm(view, 'connect', html`<button class="main">${sayOnPage(language, 'confirm.connect')}</button>`)}
      ${cancelForm(view)}
      ${sessionForm(view, 'login', other)}`,
  });
}

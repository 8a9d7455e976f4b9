import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage, titleOnPage } from '../texts/say-on-page.ts';
import { facts } from './facts.ts';
import { pageFrame } from './page-frame.ts';
import { cancelForm, sessionForm } from './session-form.ts';
import type { SessionView } from './session-view.ts';

/** The first page: whose chat it is, before anybody signs in for somebody else's. */
export function startPage(view: SessionView): Html {
  const { language, site } = view;
  const values = { site: site.name };
  return pageFrame({
    language,
    site,
    title: titleOnPage(language, 'start.heading', values),
    main: html`<h1>${sayOnPage(language, 'start.heading', values)}</h1>
      <p>${sayOnPage(language, 'start.lead', values)}</p>
      ${facts(view)}
      <p class="warning">${sayOnPage(language, 'start.warning')}</p>
      ${sessionForm(view, 'login', html`<button class="main">${sayOnPage(language, 'start.button', values)}</button>`)}
      ${cancelForm(view)}`,
  });
}

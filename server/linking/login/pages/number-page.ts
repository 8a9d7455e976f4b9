import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage, titleOnPage } from '../texts/say-on-page.ts';
import { pageFrame } from './page-frame.ts';
import { cancelForm } from './session-form.ts';
import type { SessionView } from './session-view.ts';

/** The number that the thread asks for; with the way back, or that there is none any more, and the way out. */
export function numberPage(view: SessionView, number: number): Html {
  const { id, language, site, goesBack, isLate } = view;
  const late = isLate ? html`<p class="warning">${sayOnPage(language, 'number.late')}</p>` : '';
  const back = html`<a class="button main" href="/link/session/${id}/back">${sayOnPage(language, 'number.back')}</a>`;
  return pageFrame({
    language,
    site,
    title: titleOnPage(language, 'number.heading'),
    main: html`<h1>${sayOnPage(language, 'number.heading')}</h1>
      <p>${sayOnPage(language, 'number.lead')}</p>
      <div class="number"><bdi>${number}</bdi></div>
      <p>${sayOnPage(language, 'number.secret')}</p>
      ${goesBack ? back : late}
      ${cancelForm(view)}`,
  });
}

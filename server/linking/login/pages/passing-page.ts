import type { LanguageCode } from '../../../../shared/language.ts';
import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage, titleOnPage } from '../texts/say-on-page.ts';
import { type PageSite, pageFrame } from './page-frame.ts';

/**
 * A page that goes on by itself. It stands where an answer that only redirects would not do: a policy for forms would stop one
 * that leads elsewhere, and browsers keep the cookie to themselves on one that began elsewhere.
 */
export function passingPage({
  language,
  site,
  goesTo,
}: {
  readonly language: LanguageCode;
  readonly site: PageSite | null;
  readonly goesTo: string;
}): Html {
  return pageFrame({
    language,
    site,
    title: titleOnPage(language, 'going.heading'),
    goesTo,
    main: html`<h1>${sayOnPage(language, 'going.heading')}</h1>
      <a class="button main" href="${goesTo}" rel="noreferrer">${sayOnPage(language, 'going.link')}</a>`,
  });
}

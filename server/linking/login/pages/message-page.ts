import type { LanguageCode } from '../../../../shared/language.ts';
import { type Html, html } from '../../../base/http/html.ts';
import type { LinkFault } from '../session/link-page-error.ts';
import { sayOnPage, titleOnPage } from '../texts/say-on-page.ts';
import { type PageSite, pageFrame } from './page-frame.ts';

interface Message {
  readonly language: LanguageCode;
  readonly site: PageSite | null;
  readonly key: 'asks' | 'done' | 'linked' | 'cancelled' | `fault.${LinkFault}`;
  /** The address at which it can be tried again. */
  readonly retry?: string | undefined;
  /** What there is to do besides. */
  readonly more?: Html | undefined;
  /** A form to act with. */
  readonly form?: Html | undefined;
}

/** A page that says what happened, and what there is to do. */
export function messagePage({ language, site, key, retry, more, form }: Message): Html {
  const values = { site: site?.name ?? '' };
  return pageFrame({
    language,
    site,
    title: titleOnPage(language, `${key}.heading`, values),
    main: html`<h1>${sayOnPage(language, `${key}.heading`, values)}</h1>
      <p>${sayOnPage(language, `${key}.lead`, values)}</p>
      ${more === undefined ? '' : html`<p>${more}</p>`}
      ${retry === undefined ? '' : html`<a class="button main" href="${retry}">${sayOnPage(language, 'start.button', values)}</a>`}
      ${form ?? ''}`,
  });
}

import { isRightToLeft, type LanguageCode } from '../../../../shared/language.ts';
import { type Html, html } from '../../../base/http/html.ts';

/** The site that a page speaks for; null where it is not known, or not certain. */
export interface PageSite {
  readonly id: string;
  readonly name: string;
  readonly logoUrl: string | null;
}

interface Frame {
  readonly language: LanguageCode;
  readonly site: PageSite | null;
  readonly title: string;
  readonly main: Html;
  /** Where the page goes on to by itself. */
  readonly goesTo?: string;
}

/** The frame of every linking page: one card under the name of the site. */
export function pageFrame({ language, site, title, main, goesTo }: Frame): Html {
  return html`<!doctype html>
    <html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="/link/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/link/assets/pages.css" />
        ${site ? html`<link rel="stylesheet" href="/link/look/${site.id}" />` : ''}
        ${goesTo === undefined ? '' : html`<meta http-equiv="refresh" content="0;url=${goesTo}" />`}
      </head>
      <body>
        ${site ? header(site) : ''}
        <main class="card">${main}</main>
      </body>
    </html>`;
}

function header({ name, logoUrl }: PageSite): Html {
  const [initial = ''] = [...name];
  const mark = logoUrl
    ? html`<img class="mark" src="${logoUrl}" alt="" width="40" height="40" />`
    : html`<span class="mark" aria-hidden="true">${initial.toUpperCase()}</span>`;
  return html`<header class="head">${mark}<bdi>${name}</bdi></header>`;
}

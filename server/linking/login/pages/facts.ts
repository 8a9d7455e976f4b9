import { type Html, html } from '../../../base/http/html.ts';
import { sayOnPage } from '../texts/say-on-page.ts';
import type { SessionView } from './session-view.ts';

/** What stands for a name that is not told whole: its first letter and a full stop. */
const INITIAL = /^.\.$/u;

/** Which thread it is, and whose; with the account once that is known. Names stand behind our own words, and apart. */
export function facts({ language, pageName, person, account }: SessionView): Html {
  return html`<dl class="facts">
    <div><dt>${sayOnPage(language, 'label.page')}</dt><dd><bdi>${pageName}</bdi></dd></div>
    <div><dt>${sayOnPage(language, 'label.person')}</dt><dd class="name">${nameOf(language, person)}</dd></div>
    ${
      account === null
        ? ''
        : html`<div><dt>${sayOnPage(language, 'label.account')}</dt><dd class="name"><bdi>${account}</bdi></dd></div>`
    }
  </dl>`;
}

function nameOf(language: SessionView['language'], person: string): Html {
  if (person === '') return sayOnPage(language, 'person.unknown');
  return INITIAL.test(person) ? sayOnPage(language, 'person.initial', { initial: person }) : html`<bdi>${person}</bdi>`;
}

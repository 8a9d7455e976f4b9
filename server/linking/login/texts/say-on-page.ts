import type { LanguageCode } from '../../../../shared/language.ts';
import { type Html, html } from '../../../base/http/html.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import type { PageTextKey, PageTexts } from './page-texts.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

/** The texts of the linking pages in every language. */
export const PAGE_TEXTS: Readonly<Record<LanguageCode, PageTexts>> = { en, de, fr, es, pt, it, nl, pl, ja, zh, ar, he };

type Place = 'site' | 'initial' | 'undo';

/** What is filled into the places of a text. */
export type PageValues = Readonly<Partial<Record<Place, string>>>;

const PLACE = /\{(site|initial|undo)\}/;

/** Says something on a linking page. Names stand apart: whatever their script, the words around them stay in order. */
export function sayOnPage(language: LanguageCode, key: PageTextKey, values: PageValues = {}): Html {
  // Splitting by a group keeps what it matched: texts and names of places alternate.
  const parts = PAGE_TEXTS[language][key].split(PLACE);
  return html`${parts.map((part, n) => (n % 2 === 0 ? part : html`<bdi>${values[placeOf(part)] ?? ''}</bdi>`))}`;
}

/** The same as plain text, for the title of a page. */
export function titleOnPage(language: LanguageCode, key: PageTextKey, values: PageValues = {}): string {
  const parts = PAGE_TEXTS[language][key].split(PLACE);
  return parts.map((part, n) => (n % 2 === 0 ? part : (values[placeOf(part)] ?? ''))).join('');
}

function placeOf(name: string): Place {
  return name === 'site' || name === 'undo' ? name : 'initial';
}

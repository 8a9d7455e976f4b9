import type { Language } from '../../../widget/texts/keys.ts';
import { directionOf, LANGUAGES, type LanguageCode } from '../../../widget/texts/languages.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const ENGLISH = 'Waiting for you in Messenger…';
/** The line below each button, and what it says of its language. */
const LINES = `[...document.querySelectorAll('messenger-button')].map(({ shadowRoot }) => {
  const words = shadowRoot.querySelector('[role=status] [lang]');
  return words && [words.lang, getComputedStyle(words).direction, words.textContent];
})`;
/** Begins a visit without opening a tab for each. */
const ACT = `[...document.querySelectorAll('messenger-button a')].forEach((a) => a.click())`;
const OPEN_NOTHING = `addEventListener('click', (event) => event.preventDefault());`;

/** What the elements say, and in which language. */
export const LANGUAGE_CHECKS: readonly Check[] = [
  {
    rule: 'the line below a button is in each of the twelve languages, from right to left where that is so',
    async run(stage) {
      stage.site.before = OPEN_NOTHING;
      await stage.visit(
        LANGUAGES.map((code) => `<p lang="${code}">${stage.element('button', `entry="e-${code}"`)}</p>`).join(''),
      );
      await stage.shows(`document.querySelectorAll('messenger-button[state=idle]').length`, LANGUAGES.length);
      await stage.read(ACT);
      const expected = LANGUAGES.map(async (code) => [code, directionOf(code), await waitingIn(code)]);
      await stage.shows(LINES, await Promise.all(expected));
    },
  },
  {
    rule: 'a language is found by its tag, by the nearest lang, and follows that of the page',
    async run(stage) {
      stage.site.before = OPEN_NOTHING;
      // Few enough: each visit keeps a stream, and a browser opens no more than six lines to one server.
      const tags = ['pt-BR', 'de_AT', 'ZH-Hans', 'zh-Hant-TW'];
      const codes = ['pt', 'de', 'zh', 'en'] as const;
      const buttons = tags.map((tag, at) => `<p lang="${tag}">${stage.element('button', `entry="e-${at}"`)}</p>`);
      await stage.visit(buttons.join('') + stage.element('button', 'entry="own"'), { html: 'lang="it"' });
      await stage.reaches('idle');
      await stage.read(ACT);
      const texts = await Promise.all(([...codes, 'it', ...codes, 'ar'] as const).map(waitingIn));
      const shown = `${LINES}.map((line) => line?.[2])`;
      await stage.shows(shown, texts.slice(0, 5));
      await stage.read(`document.documentElement.lang = 'ar'`);
      await stage.shows(shown, texts.slice(5));
    },
  },
  {
    rule: 'where a language cannot be fetched the line is in English',
    async run(stage) {
      stage.server.blocked = /widget-lang-/;
      await stage.visit(stage.element('button'), { html: 'lang="nl"' });
      await stage.click('messenger-button a');
      await stage.shows(LINES, [['en', 'ltr', ENGLISH]]);
    },
  },
  {
    rule: "a label of Meta's list is written into a link without text, in the language of the page",
    async run(stage) {
      const empty = stage.element('button', 'cta-text="GET_STARTED"', stage.link(''));
      await stage.visit(['en', 'ja', 'he'].map((code) => `<p lang="${code}">${empty}</p>`).join(''));
      const labels = [(await read('ja')).cta.GET_STARTED, (await read('he')).cta.GET_STARTED];
      await stage.shows(`[...document.querySelectorAll('messenger-button a')].map((a) => a.textContent)`, [
        'Get started',
        ...labels,
      ]);
    },
  },
  {
    rule: 'bubble, code, checkbox and link status speak Arabic, from right to left',
    async run(stage) {
      const names = ['bubble', 'qr', 'checkbox', 'link-status'];
      await stage.visit(family(stage, names), { html: 'lang="ar" dir="rtl"' });
      const { bubble, qr, checkbox, link } = await read('ar');
      await stage.shows(`find('.launcher')?.getAttribute('aria-label')`, bubble.open);
      await stage.shows(`find('[role=img]')?.getAttribute('aria-label')`, qr.alt);
      await stage.shows(`find('[part=label]')?.textContent`, checkbox.agree);
      await stage.shows(`find('[part=account]')?.textContent`, link.none);
      const left = (part: string) => `find('[part=${part}]').getBoundingClientRect().left`;
      await stage.shows(`${left('label')} < ${left('box')}`, true);
    },
  },
];

const family = (stage: Stage, names: readonly string[]) => names.map((name) => stage.element(name)).join('');

async function waitingIn(code: LanguageCode): Promise<string> {
  return code === 'en' ? ENGLISH : (await read(code)).status.waiting;
}

async function read(code: string): Promise<Language> {
  const part = new URL(`../../../widget/parts/lang-${code}.ts`, import.meta.url).href;
  return ((await import(part)) as { texts: Language }).texts;
}

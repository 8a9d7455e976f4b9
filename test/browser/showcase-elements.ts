import { ASKED, STATES } from './showcase-states.ts';

/** Where a code for the chat can stand. */
const CODES = ['offered', 'busy-code', 'shown-code', 'copied-code', 'failing-code'];

/** What the site itself writes into its markup, in the languages that the showcase is shown in. */
const WORDS = {
  en: { link: 'Message us', greeting: 'May we help?', name: 'Ada L.' },
  ar: { link: 'راسلنا', greeting: 'هل يمكننا المساعدة؟', name: 'Ada L.' },
  he: { link: 'כתבו לנו', greeting: 'אפשר לעזור?', name: 'עדה ל.' },
};

/** A language that the showcase can be shown in. */
export type ShowcaseLanguage = keyof typeof WORDS;

const linkOf = (text: string) => `<a href="https://m.me/1067?ref=SPRING1">${text}</a>`;

/** Every element that stands in the flow of a page, in every state and look it has. */
export function elementsInFlow(lang: ShowcaseLanguage): string {
  const { link, name } = WORDS[lang];
  const one = (tag: string, entry: string, attributes = '', words = link) =>
    `<p><messenger-${tag} entry="${entry}" ${attributes}>${linkOf(words)}</messenger-${tag}></p>`;
  const inEach = (tag: string, attributes = '') => STATES.map((state) => one(tag, state, attributes)).join('\n');
  const asked = ['qr', 'checkbox', 'link-status'].flatMap((tag) =>
    ['match', 'failing-answer'].map((entry) => one(tag, entry, tag === 'checkbox' ? 'sent' : '')),
  );
  const codes = CODES.map((entry) => one('link-status', entry, 'chat-code user-token="token"'));
  const connected = `connected-as="${name}" disconnect-url="/token"`;
  return `<section><h2>Button</h2>${inEach('button')}
    ${['size="large"', 'size="xlarge"', 'color="white"'].map((look) => one('button', 'idle', look)).join('')}
    ${one('button', 'idle', 'cta-text="GET_STARTED"', '')}</section>
    <section><h2>QR</h2>${inEach('qr', 'download')}</section>
    <section><h2>Checkbox</h2><form>${['', 'id="ticked"'].map((id) => one('checkbox', 'idle', id)).join('')}
    <fieldset disabled><legend>Later</legend>${one('checkbox', 'idle')}</fieldset>
    ${inEach('checkbox', 'sent')}</form></section>
    <section><h2>Link status</h2>${inEach('link-status')}
    ${['', 'id="busy"', 'id="failing"', 'id="ended"'].map((id) => one('link-status', 'idle', `${id} ${connected}`)).join('')}
    </section><section><h2>Questions</h2>${ASKED.map((entry) => one('button', entry)).join('')}</section>
    <section><h2>Questions elsewhere</h2>${asked.join('')}</section>
    <section><h2>Codes for the chat</h2>${codes.join('')}${one('qr', 'shown-code', 'chat-code user-token="token"')}</section>`;
}

/** What the bubble can show, by name: closed, greeting, and its panel in every state. */
export function bubbles(lang: ShowcaseLanguage): readonly (readonly [name: string, html: string])[] {
  const { link, greeting } = WORDS[lang];
  const bubble = (entry: string, attributes: string) =>
    `<messenger-bubble entry="${entry}" ${attributes}>${linkOf(link)}</messenger-bubble>`;
  return [
    ['closed', bubble('idle', '')],
    ['greeting', bubble('idle', `greeting="${greeting}" greeting-delay="0"`)],
    ...[...STATES, 'match', 'failing-answer'].map(
      (state) => [`open, ${state}`, bubble(state, `open greeting="${greeting}"`)] as const,
    ),
  ];
}

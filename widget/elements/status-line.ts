import { askedOf } from '../entry/asked-of.ts';
import type { EntryState } from '../entry/entry-machine.ts';
import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { STATUS } from '../texts/english.ts';
import type { EntryElement } from './entry-element.ts';
import { statusLineStyles } from './status-line-styles.ts';

/** What each state shows: a drawing on a grid of 16, to be stroked, and a sentence. */
const LINES: Readonly<Record<Exclude<EntryState, 'idle'>, readonly [keyof typeof STATUS, string]>> = {
  waiting: ['waiting', 'M8 2a6 6 0 1 0 6 6'],
  arrived: ['arrived', 'm3 8.5 3.3 3.3L13 5'],
  linked: ['linked', 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm-2.7 6.4 1.9 1.9 3.5-4'],
  failed: ['refused', 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 5v3.5m0 2.3v.1'],
};

/** Makes the function that answers what an element's status line shows in its present state, and gives it its look. */
export function createStatusLine(kit: Kit): (element: EntryElement) => unknown {
  const { html } = kit;
  const { styleSheet } = statusLineStyles(kit);
  const speaker = createSpeaker(kit, 'status', STATUS);
  let questionOf: typeof import('../parts/question.ts').questionOf | undefined;
  const loadQuestions = async (element: EntryElement): Promise<void> => {
    const part = await kit.loadPart<typeof import('../parts/question.ts')>('question').catch(() => undefined);
    ({ questionOf } = part ?? {});
    if (part) element.requestUpdate();
  };
  return function statusLine(element) {
    const root = element.shadowRoot;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    if (element.state === 'idle') return undefined;
    const asked = askedOf(element);
    if (asked && !questionOf) void loadQuestions(element);
    const question = asked && questionOf?.(element, asked);
    if (question) return question;
    const [sentence, icon] = LINES[element.state];
    const { lang, dir, text } = speaker.now(element);
    return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${icon} /></svg
      ><span lang=${lang} dir=${dir}>${text[sentence]}</span>`;
  };
}

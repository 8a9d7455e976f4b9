import type { VisitAnswer } from '../../shared/visit.ts';
import type { MessengerBubbleElement } from '../bubble/bubble-element.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { Asked } from '../entry/asked-of.ts';
import type { Kit } from '../kit.ts';
import { createRareSpeaker } from '../texts/create-rare-speaker.ts';
import { createAnswering } from './create-answering.ts';
import { ENGLISH, type QuestionTexts } from './question-texts.ts';
import { questionStyles } from './question-styles.ts';

type Words = (element: EntryElement, asked: Asked, text: QuestionTexts) => unknown;

/** Why the thread could not be asked, where a word of the person's opens it. */
const AFTER_A_WORD = /^(window_closed|person_unreachable|thread_unknown|message_expired|outcome_unknown)$/;

const ICON = 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.7-.8 1.2m0 2v.1';

/**
 * Makes the function that answers what an element shows of a question: the number to choose in Messenger, the person to let
 * in, or what to do there. It takes the place of the line that says where the visit stands, and is announced like it.
 */
export function createQuestionLine(kit: Kit): (element: EntryElement, asked: Asked) => unknown {
  const { html } = kit;
  const { styleSheet } = questionStyles(kit);
  const speak = createRareSpeaker(kit, 'question', ENGLISH);
  const wordsOf = createWords(kit);
  const showInBubble = createBubbleSide();
  return function questionOf(element, asked) {
    const root = element.shadowRoot;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    const { lang, dir, text } = speak(element);
    const words = wordsOf(element, asked, text);
    if (words === undefined || !showInBubble(element, asked)) return undefined;
    return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${ICON} /></svg
      ><span class="question" part="question" lang=${lang} dir=${dir}>${words}</span>`;
  };
}

/** Makes what has a bubble show a question, also where it was closed; answers whether this is the element to show it. */
function createBubbleSide(): (element: EntryElement, asked: Asked) => boolean {
  const visits = new WeakMap<Element, string>();
  return function showInBubble(element, { visit }) {
    visits.set(element, visit.id);
    const root = element.getRootNode();
    const around = root instanceof ShadowRoot ? root.host : element;
    const bubble = (around.localName === 'messenger-bubble' ? around : element) as EntryElement &
      Partial<Pick<MessengerBubbleElement, 'says'>>;
    if (bubble.says === false) bubble.says = true;
    if (bubble === element) {
      element.shadowRoot?.querySelector<EntryElement>('messenger-qr')?.requestUpdate();
      return true;
    }
    // Loaded anew, the code in the panel follows the visit that the bubble follows, which asks itself.
    return visits.get(bubble) !== visit.id || !bubble.shadowRoot?.querySelector('.panel > .status .question');
  };
}

function createWords(kit: Kit): Words {
  const { html } = kit;
  const consentTo = createConsent(kit);
  return function wordsOf(element, asked, text) {
    const { question } = asked;
    if (question.kind === 'match') {
      const number = String(question.number);
      // Read out as digits too: the thread may write the number, or say it, in another way.
      return html`${text.number}<strong part="number"
        ><span aria-hidden="true">${number}</span><span class="heard">${number}, ${[...number].join(' ')}</span></strong
      >`;
    }
    if (question.kind === 'confirm-on-site') return consentTo(question.person)(element, asked, text);
    if (question.kind === 'waiting') return AFTER_A_WORD.test(question.reason) ? text.write : text.later;
    if (question.kind === 'confirm-in-thread') return text.thread;
    // The code itself is shown elsewhere until somebody has come with it.
    if (question.person === null) return undefined;
    return question.site ? text.thread : consentTo(question.person)(element, asked, text);
  };
}

/** A stranger's name, apart from our words by those before it and by its own direction, and the two answers. */
function createConsent(kit: Kit): (person: string) => Words {
  const { html, nothing } = kit;
  const { stateOf, answer } = createAnswering(kit);
  return (person) =>
    function consent(element, { visit }, text) {
      const [before, after] = text.person.split('{name}');
      const name = person ? html`<bdi>${person}</bdi>` : text.unnamed;
      // A name may end in a full stop of its own.
      const rest = person.endsWith('.') ? after?.replace(/^\./, '') : after;
      const state = stateOf(visit);
      const button = (word: VisitAnswer, label: string): unknown =>
        html`<button type="button" class="quiet" part="answer" aria-disabled=${state === 'busy'}
          @click=${() => answer(element, visit, word)}>${label}</button>`;
      return html`${before}${name}${rest}<span class="answers"
        >${button('connect', text.yes)}${button('not_me', text.no)}</span
        >${state === 'failed' ? html`<span class="failed-answer">${text.failed}</span>` : nothing}`;
    };
}

import { createPatientSpeaker } from '../texts/create-patient-speaker.ts';
import type { SpeakersKit } from '../texts/create-speaker.ts';
import { CHECKBOX, CTA } from '../texts/english.ts';
import type { OldMarkup } from './read-old-markup.ts';

/** A link's text and the language it is in. */
export interface Label {
  readonly text: string;
  readonly lang: string;
  /** Whether the markup asked for this one; else it is the one its plugin always had. */
  readonly isAsked: boolean;
}

/** How markup gets its label. */
export interface Labeller {
  /** In the language of the page, once that is there. */
  soon(host: Element, markup: OldMarkup): Promise<Label>;
  /** At once, in English. */
  now(markup: OldMarkup): Label;
}

/** Makes what names the links that stand in for Meta's plugins. */
export function createLabeller(kit: SpeakersKit): Labeller {
  const buttons = createPatientSpeaker(kit, 'cta', CTA);
  const boxes = createPatientSpeaker(kit, 'checkbox', CHECKBOX);
  return {
    async soon(host, markup) {
      if (isCheckbox(markup)) return afterCheckbox(await boxes(host));
      const { text, lang } = await buttons(host);
      return labelFrom(text, lang, markup);
    },
    now: (markup) =>
      isCheckbox(markup) ? afterCheckbox({ text: CHECKBOX, lang: 'en' }) : labelFrom(CTA, 'en', markup),
  };
}

function isCheckbox({ plugin }: OldMarkup): boolean {
  return plugin === 'messenger-checkbox';
}

/** The link of a checkbox is what follows once its form was sent, whatever the entry point is called. */
function afterCheckbox({ text, lang }: { readonly text: typeof CHECKBOX; readonly lang: string }): Label {
  return { text: text.next, lang, isAsked: true };
}

function labelFrom(texts: Readonly<Record<keyof typeof CTA, string>>, lang: string, markup: OldMarkup): Label {
  const asked = markup.get('cta_text') ?? '';
  const isAsked = Object.hasOwn(texts, asked);
  const usual = markup.plugin === 'send-to-messenger' ? 'SEND_TO_MESSENGER' : 'MESSAGE_US';
  return { text: texts[isAsked ? (asked as keyof typeof CTA) : usual], lang, isAsked };
}

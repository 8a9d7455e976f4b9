import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { CTA } from '../texts/english.ts';
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
export function createLabeller(kit: Pick<Kit, 'loadPart'>): Labeller {
  const speaker = createSpeaker(kit, 'cta', CTA);
  return {
    async soon(host, markup) {
      const { text, lang } = await speaker.soon(host);
      return labelFrom(text, lang, markup);
    },
    now: (markup) => labelFrom(CTA, 'en', markup),
  };
}

function labelFrom(texts: Readonly<Record<keyof typeof CTA, string>>, lang: string, markup: OldMarkup): Label {
  const asked = markup.get('cta_text') ?? '';
  const isAsked = Object.hasOwn(texts, asked);
  const usual = markup.plugin === 'send-to-messenger' ? 'SEND_TO_MESSENGER' : 'MESSAGE_US';
  return { text: texts[isAsked ? (asked as keyof typeof CTA) : usual], lang, isAsked };
}

import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { CTA } from '../texts/english.ts';

/** Answers the label for a `cta_text` of Meta's list in the language of an element, or undefined for any other word. */
export let ctaLabel: (element: Element, name: string) => Promise<string | undefined>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  const speaker = createSpeaker(kit, 'cta', CTA);
  ctaLabel = async (element, name) => {
    const { text } = await speaker.soon(element);
    return Object.hasOwn(text, name) ? text[name as keyof typeof CTA] : undefined;
  };
}

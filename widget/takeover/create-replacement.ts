import type { Kit } from '../kit.ts';
import { buildElement, buildPlainLink, variantOf } from './build-element.ts';
import { createDefaultEntryFinder } from './create-default-entry-finder.ts';
import { createLabeller } from './create-labeller.ts';
import type { OldMarkup } from './read-old-markup.ts';

/** What is put in the place of Meta's plugin. */
export interface Replacement {
  /** Our element; a plain link where the server has no entry point for the Page, or is away. */
  of(host: Element, markup: OldMarkup): Promise<HTMLElement>;
  /** A plain link at once, for as long as the other is not there. */
  meanwhile(markup: OldMarkup): HTMLElement;
}

/** Makes what builds replacements from the markup, the server's entry point and the page's language. */
export function createReplacement(kit: Pick<Kit, 'apiUrl' | 'loadPart' | 'liveEntries'>): Replacement {
  const findDefaultEntry = createDefaultEntryFinder(kit.apiUrl);
  const labeller = createLabeller(kit);
  return {
    async of(host, markup) {
      const named = labeller.soon(host, markup);
      try {
        const entry = await findDefaultEntry(markup.pageId, variantOf(markup.plugin));
        const label = await named;
        return buildElement(markup, entry, entry.label && !label.isAsked ? { text: entry.label } : label);
      } catch (error) {
        // An outage, or a visitor's filter, is no mistake of the site's.
        if ((error as Error).cause)
          console.warn(`.fb-${markup.plugin} page_id="${markup.pageId}" becomes a plain link. ${String(error)}`);
        return buildPlainLink(markup, await named);
      }
    },
    meanwhile: (markup) => buildPlainLink(markup, labeller.now(markup)),
  };
}

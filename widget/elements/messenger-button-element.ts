import { EntryElement } from './entry-element.ts';
import { loadPart } from './load-part.ts';
import { messengerButtonStyles } from './messenger-button-styles.ts';

/**
 * A button that opens a Messenger thread and shows what came of it. The link inside is the control and works without this
 * script; at the click it is completed with a ref of this one visit.
 *
 * To keep the page from moving when the script arrives, give the link its final size in the page's own style sheet:
 *
 * ```css
 * messenger-button:not(:defined) { display: inline-block; vertical-align: top; }
 * messenger-button:not(:defined) > a {
 *   display: inline-block; box-sizing: border-box; min-height: 44px; border: 1px solid transparent;
 *   padding: 9px 20px; padding-inline-start: 46px; font: 600 16px/24px system-ui, sans-serif;
 * }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`. Without a `target` it opens a new tab, so that this page stays.
 * @attr {string} entry - The entry point's key.
 * @attr {string} data-ref - What this element stands for on the site, such as an order; told with the arrival.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one click.
 * @attr {string} user-token-url - Address on this page's origin that answers a token at each click, as text or as JSON
 *   `{"token": "..."}`; an empty answer means that nobody is signed in.
 * @attr {string} label - Text for a link that has none.
 * @attr {string} cta-text - One of Meta's names such as `GET_STARTED`, for a link without text and label, in the page's language;
 *   any other word is shown as it is.
 * @attr {string} size - `standard` (44 pixels high, as without it), `large` (52) or `xlarge` (60).
 * @attr {string} color - `blue` (as without it) or `white`.
 * @attr {boolean} plugin - Meta's own Send to Messenger may take the link's place, once the visitor has agreed and clicked.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @fires messenger-consent - Whoever listens says whether something of Meta's may be loaded. `detail`: entry, answer().
 * @csspart glyph - The speech bubble.
 * @csspart status - The line below the button.
 * @cssproperty --messenger-accent - Colour of the button (`#2b5fd9`); choose one that carries the label's colour at 4.5:1.
 * @cssproperty --messenger-on-accent - Colour of label and glyph (`#fff`).
 * @cssproperty --messenger-radius - Corner radius (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-width - Width of the button (`auto`); `100%` fills the element.
 */
export class MessengerButtonElement extends EntryElement {
  static override styles = messengerButtonStyles;
  static override properties = { ...EntryElement.properties, label: {}, ctaText: { attribute: 'cta-text' } };

  declare label: string | undefined;
  declare ctaText: string | undefined;

  override render(): unknown {
    return [this.renderControl(), this.renderStatus()];
  }

  protected override prepareLink(): void {
    super.prepareLink();
    const { link } = this;
    if (link && !link.textContent.trim()) void this.#name(link);
  }

  async #name(link: HTMLAnchorElement): Promise<void> {
    const { label, ctaText } = this;
    if (label) link.textContent = label;
    else if (ctaText) {
      const { ctaLabel } = await loadPart<typeof import('../parts/cta.ts')>('cta');
      link.textContent = (await ctaLabel(this, ctaText)) ?? ctaText;
    }
  }
}

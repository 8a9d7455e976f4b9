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
 * @csspart question - What is asked before an account is connected, in the place of that line.
 * @csspart number - The number to choose in Messenger.
 * @csspart answer - The two buttons that answer for the visitor.
 * @cssproperty --messenger-accent - Colour of the button (`#2b5fd9`); choose one that carries the label's colour at 4.5:1.
 * @cssproperty --messenger-on-accent - Colour of label and glyph (`#fff`).
 * @cssproperty --messenger-link - Colour of the link below Meta's plugin (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-radius - Corner radius (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-width - Width of the button (`auto`); `100%` fills the element.
 * @cssproperty --messenger-font-size - Size of its text (`16px`).
 * @cssproperty --messenger-height - Least height of the link (`44px`).
 * @cssproperty --messenger-padding - Space above and below its label (`9px`).
 * @cssproperty --messenger-border - Colour of its border (`transparent`).
 * @cssproperty --messenger-focus - Colour of the ring around what has the focus (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-info - Colour of the status line's sign (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-success - Its colour once an account is linked (`#14804a`, in the dark `#5fd394`).
 * @cssproperty --messenger-danger - Its colour where something was refused (`#b3401c`, in the dark `#ff9d7a`).
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
    void this.#name();
  }

  protected override updated(): void {
    void this.#name();
  }

  async #name(): Promise<void> {
    const { label, ctaText } = this;
    if (!this.isNameless) return;
    if (label || !ctaText) return this.say(label ?? '');
    const cta = loadPart<typeof import('../parts/cta.ts')>('cta');
    const [words, lang] = await cta.then(({ ctaLabel }) => ctaLabel(this, ctaText)).catch(() => [readable(ctaText)]);
    if (ctaText === this.ctaText && !this.label) this.say(words, lang);
  }
}

/** `GET_STARTED` in words, where those in the page's language cannot be had. */
function readable(ctaText: string): string {
  const words = ctaText.replaceAll('_', ' ');
  return words === words.toUpperCase() ? words[0] + words.slice(1).toLowerCase() : ctaText;
}

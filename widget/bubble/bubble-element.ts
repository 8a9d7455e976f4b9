import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { BUBBLE } from '../texts/english.ts';
import { createBubbleBaseElement } from './bubble-base-element.ts';
import { bubbleStyles } from './bubble-styles.ts';

/**
 * Makes `<messenger-bubble>`: a launcher that floats over the page. On a phone it is the link itself; elsewhere it opens a small
 * panel with the link and a QR code for the phone. What comes of either, and what is asked, is said in that place also while the
 * panel is closed; what is said can be closed, what is asked cannot.
 *
 * Nothing is stored: that a greeting was closed is remembered as long as this page is open, not on the next.
 *
 * To keep the page from moving when the script arrives, take the link out of the flow in the page's own style sheet:
 *
 * ```css
 * messenger-bubble:not(:defined) { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`. Its text names the launcher.
 * @attr {string} entry - The entry point's key.
 * @attr {string} data-ref - What this element stands for on the site; told with the arrival.
 * @attr {string} user-token - The visitor's token; it serves one click, hence not the QR code.
 * @attr {string} user-token-url - Address on this page's origin that answers a token.
 * @attr {string} greeting - What the launcher says by itself; none without it.
 * @attr {string} greeting-display - `show` (as without it): stays until closed; `fade`: leaves after eight seconds; `hide`: only in the panel.
 * @attr {number} greeting-delay - Seconds before the greeting (3).
 * @attr {string} position - `start`, or `end` as without it.
 * @attr {boolean} open - Whether the panel is open.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @csspart launcher - The round launcher.
 * @csspart glyph - The speech bubble in it.
 * @csspart greeting - The greeting.
 * @csspart close - The button that closes the greeting, on a phone also what is said.
 * @csspart panel - The panel; while it is closed, what holds the line that says what came of it.
 * @csspart code - The white square with the QR code, in the panel.
 * @csspart hint - The line that says what to do with it.
 * @csspart status - The line that says what came of it; of the link, and of the QR code.
 * @csspart question - What is asked before an account is connected, in the place of that line.
 * @csspart number - The number to choose in Messenger.
 * @csspart answer - The two buttons that answer for the visitor.
 * @cssproperty --messenger-offset-inline - Distance from the side (`20px`).
 * @cssproperty --messenger-offset-block - Distance from below (`20px`).
 * @cssproperty --messenger-layer - The `z-index` (`1000`).
 * @cssproperty --messenger-accent - Colour of the launcher (`#2b5fd9`).
 * @cssproperty --messenger-on-accent - Colour of its glyph (`#fff`).
 * @cssproperty --messenger-qr-size - Side of the QR code (`192px`).
 * @cssproperty --messenger-surface - Colour of greeting and panel (`#fff`, in the dark `#22262c`).
 * @cssproperty --messenger-on-surface - Colour of their text (`#1b1e23`, in the dark `#f2f4f6`).
 * @cssproperty --messenger-surface-radius - Their corner radius (`12px`).
 * @cssproperty --messenger-radius - Corner radius of the link and the QR code in the panel (`8px`).
 * @cssproperty --messenger-width - Width of the link in the panel (`100%`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-font-size - Size of its text (`16px`).
 * @cssproperty --messenger-height - Least height of the link (`44px`).
 * @cssproperty --messenger-padding - Space above and below its label (`9px`).
 * @cssproperty --messenger-border - Colour of its border (`transparent`).
 * @cssproperty --messenger-focus - Colour of the ring around what has the focus (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-info - Colour of the status line's sign (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-success - Its colour once an account is linked (`#14804a`, in the dark `#5fd394`).
 * @cssproperty --messenger-danger - Its colour where something was refused (`#b3401c`, in the dark `#ff9d7a`).
 */
export function createBubbleElement(kit: Kit) {
  const { html, nothing } = kit;
  const BubbleBaseElement = createBubbleBaseElement(kit);
  const speaker = createSpeaker(kit, 'bubble', BUBBLE);
  const cross = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg>`;

  return class MessengerBubbleElement extends BubbleBaseElement {
    static override styles = [kit.messengerButtonStyles, bubbleStyles(kit)];

    override render(): unknown {
      const { lang, text } = speaker.now(this);
      const { isOpen, phone } = this;
      // First: what is asked cannot be closed.
      const status = this.renderStatus();
      const close = html`<button part="close" lang=${lang} aria-label=${text.close} @click=${() => this.close()}>${cross}</button>`;
      const link = this.renderControl();
      return html`<section aria-label=${text.open} class=${this.covers ? 'aside' : ''}><div class="greeting card" part="greeting" ?hidden=${!this.greets}
          ><p role="status" dir="auto">${this.greets ? this.greeting : nothing}</p>${close}</div
        ><div class="panel card ${isOpen ? '' : this.says ? 'brief said' : 'brief'}" part="panel" role=${isOpen ? 'dialog' : nothing} lang=${lang} aria-label=${isOpen ? text.open : nothing}
          ><p dir="auto">${this.greeting}</p>${phone.matches ? [status, close] : [link, status]}${this.code && this.renderCode?.()}</div
        >${
          phone.matches
            ? html`<div class="launcher" part="launcher">${link}</div>`
            : html`<button class="launcher" part="launcher" lang=${lang} aria-label=${text.open} aria-expanded=${this.open} @click=${() => this.toggle()}>${this.open ? cross : this.glyph}</button>`
        }</section>`;
    }
  };
}

/** `<messenger-bubble>`, once its part is loaded. */
export type MessengerBubbleElement = InstanceType<ReturnType<typeof createBubbleElement>>;

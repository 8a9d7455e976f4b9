import { renderChatCode } from '../chat-code/render-chat-code.ts';
import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { LINK } from '../texts/english.ts';
import { createLinkStatusBaseElement } from './link-status-base-element.ts';
import { linkStatusStyles } from './link-status-styles.ts';

/**
 * Makes `<messenger-link-status>`: says whether the visitor's account is connected to Messenger, and lets them connect, connect
 * another one, and disconnect. An account that was connected here, in this tab, it names by itself (masked, from the user token's
 * `email`, `preferred_username` or `name`) and disconnects by itself, after a reload, too, while the visit is open (15 minutes).
 * Who was connected before only the site knows: its back end asks `GET /v1/account-links` and renders `connected-as`, and ends
 * the link by `DELETE /v1/account-links/{id}`. What the site says and does comes before what the element knows.
 *
 * To keep the page from moving when the script arrives, keep its room in the page's own style sheet:
 *
 * ```css
 * messenger-link-status:not(:defined) { display: inline-block; vertical-align: top; padding-top: 32px; }
 * messenger-link-status:not(:defined) > a {
 *   display: inline-block; box-sizing: border-box; min-height: 44px; border: 1px solid transparent;
 *   padding: 9px 20px; padding-inline-start: 46px; font: 600 16px/24px system-ui, sans-serif;
 * }
 * messenger-link-status[chat-code]:is([user-token], [user-token-url]):not(:defined)::after {
 *   content: ''; display: block; height: 52px;
 * }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">Connect Messenger</a>`.
 * @attr {string} entry - The entry point's key.
 * @attr {string} connected-as - The name to show for the account that is connected; without it, what this tab's visit connected.
 * @attr {string} disconnect-url - Address on this page's origin that ends the link: a POST of JSON `{"entry": "..."}`. Without it,
 *   and without the property `disconnect` (a function), only what this tab's visit connected can be disconnected.
 * @attr {string} data-ref - What this element stands for on the site; told with the arrival.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one click.
 * @attr {string} user-token-url - Address on this page's origin that answers a token.
 * @attr {boolean} chat-code - Offers whoever is signed in a code to type in the chat, for one that is open elsewhere.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-unlinked - The visitor disconnected, and the link has ended. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @csspart account - The line that names the account.
 * @csspart disconnect - The button that disconnects.
 * @csspart outcome - The line that says what came of disconnecting.
 * @csspart glyph - The speech bubble in the link.
 * @csspart status - The line that says what came of a click.
 * @csspart question - What is asked before an account is connected, in the place of that line.
 * @csspart number - The number to choose in Messenger.
 * @csspart answer - The two buttons that answer for the visitor.
 * @csspart chat-code-offer - The button that asks for a code to type in the chat.
 * @csspart chat-code - The code.
 * @csspart chat-code-copy - The button that copies it.
 * @cssproperty --messenger-accent - Colour of the link (`#2b5fd9`).
 * @cssproperty --messenger-on-accent - Colour of its label and glyph (`#fff`).
 * @cssproperty --messenger-link - Colour of the buttons around a chat code (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-radius - Corner radius of link and button (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-width - Width of the link (`auto`).
 * @cssproperty --messenger-font-size - Size of its text (`16px`).
 * @cssproperty --messenger-height - Least height of the link (`44px`).
 * @cssproperty --messenger-padding - Space above and below its label (`9px`).
 * @cssproperty --messenger-border - Colour of its border (`transparent`).
 * @cssproperty --messenger-focus - Colour of the ring around what has the focus (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-info - Colour of the status line's sign (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-success - Its colour once an account is linked (`#14804a`, in the dark `#5fd394`).
 * @cssproperty --messenger-danger - Its colour where something was refused (`#b3401c`, in the dark `#ff9d7a`).
 */
export function createLinkStatusElement(kit: Kit) {
  const { html } = kit;
  const LinkStatusBaseElement = createLinkStatusBaseElement(kit);
  const speaker = createSpeaker(kit, 'link', LINK);

  return class MessengerLinkStatusElement extends LinkStatusBaseElement {
    static override styles = [kit.messengerButtonStyles, linkStatusStyles(kit)];

    override render(): unknown {
      const { lang, dir, text } = speaker.now(this);
      const line = this.#line(text);
      return html`${line && html`<p part="account" lang=${lang} dir=${dir}>${line}</p>`}<div class="row"
        >${this.renderControl()}${this.canDisconnect ? this.#button(lang, text) : ''}</div
        ><span class="outcome ${this.outcome}" part="outcome" role="status" lang=${lang} dir=${dir}
        >${this.outcome && text[this.outcome]}</span
        >${this.renderStatus()}${renderChatCode(kit, this)}`;
    }

    /** Names the account. While it is not known whether one is connected, a blank keeps the place. */
    #line(text: typeof LINK): unknown {
      const name = this.connectedAs || this.links.name;
      const [before, after] = text.as.split('{name}');
      if (name) return html`${before}<bdi>${name}</bdi>${after}`;
      return this.isLinked ? '' : this.links.isRecalling ? '\u00a0' : text.none;
    }

    override updated(): void {
      this.prepareLink();
    }

    /** The link says what it would do: connect, or connect another. What the site put there for the former comes back. */
    protected override prepareLink(): void {
      super.prepareLink();
      const { lang, text } = speaker.now(this);
      this.say(this.isLinked ? text.other : this.isNameless ? text.connect : '', lang);
    }

    #button(lang: string, text: typeof LINK): unknown {
      return html`<button type="button" class="quiet" part="disconnect" lang=${lang} aria-disabled=${Boolean(this.isBusy)} @click=${() => this.end()}
        >${text.undo}</button>`;
    }
  };
}

/** `<messenger-link-status>`, once its part is loaded. */
export type MessengerLinkStatusElement = InstanceType<ReturnType<typeof createLinkStatusElement>>;

import { renderChatCode } from '../chat-code/render-chat-code.ts';
import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { QR } from '../texts/english.ts';
import type { Code } from './draw-code.ts';
import { createQrBaseElement } from './qr-base-element.ts';
import { qrStyles } from './qr-styles.ts';

type QrSave = typeof import('../parts/qr-save.ts') & Part;
type FileType = 'svg' | 'png';

/**
 * Makes `<messenger-qr>`: a QR code that opens a Messenger thread on the phone that scans it, with the link below for those
 * who have no second device.
 *
 * On the screen it carries a visit of its own, registered when at least half of the code is first in view: the scan happens on
 * another device, so there is no click that could register it, and a page whose code nobody looked at asks for nothing. On
 * paper and in downloads it carries the campaign's code, which works for everybody and for good.
 *
 * To keep the page from moving when the script arrives, keep its room in the page's own style sheet:
 *
 * ```css
 * messenger-qr:not(:defined) {
 *   display: inline-block; vertical-align: top; box-sizing: border-box; width: 192px; text-align: center;
 *   padding-top: 236px; @media (pointer: coarse) and (max-width: 480px) { padding-top: 0; }
 * }
 * messenger-qr[download]:not(:defined) { padding-bottom: 88px; }
 * messenger-qr[chat-code]:is([user-token], [user-token-url]):not(:defined)::after { content: ''; display: block; height: 52px; }
 * messenger-qr:not(:defined) > [slot] { display: none; }
 * messenger-qr:not(:defined) > a {
 *   display: inline-block; border: 1px solid transparent; padding: 11px 8px; font: 600 14px/20px system-ui, sans-serif;
 * }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`.
 * @slot logo - An image for the middle of the code.
 * @attr {string} entry - The entry point's key.
 * @attr {string} data-ref - What this element stands for on the site; told with the arrival.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one visit.
 * @attr {string} user-token-url - Address on this page's origin that answers a token.
 * @attr {boolean} download - Shows buttons that save the campaign's code as SVG and PNG.
 * @attr {boolean} chat-code - Offers whoever is signed in a code to type in the chat; the QR code carries it then, too.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link below the code. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @csspart code - The white square with the code.
 * @csspart hint - The line that says what to do.
 * @csspart save - The buttons that save the code.
 * @csspart status - The line below.
 * @csspart question - What is asked before an account is connected, in the place of that line.
 * @csspart number - The number to choose in Messenger.
 * @csspart answer - The two buttons that answer for the visitor.
 * @csspart chat-code-offer - The button that asks for a code to type in the chat.
 * @csspart chat-code - The code.
 * @csspart chat-code-copy - The button that copies it.
 * @cssproperty --messenger-qr-size - Side of the code (`192px`).
 * @cssproperty --messenger-radius - Corner radius (`8px`).
 * @cssproperty --messenger-link - Colour of the link and of the buttons below (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-font-size - Size of the text (`14px`).
 * @cssproperty --messenger-focus - Colour of the ring around what has the focus (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-info - Colour of the status line's sign (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-success - Its colour once an account is linked (`#14804a`, in the dark `#5fd394`).
 * @cssproperty --messenger-danger - Its colour where something was refused (`#b3401c`, in the dark `#ff9d7a`).
 */
export function createQrElement(kit: Kit) {
  const { html, nothing } = kit;
  const QrBaseElement = createQrBaseElement(kit);
  const speaker = createSpeaker(kit, 'qr', QR);
  const picture = (name: string, { size, path }: Code) =>
    html`<svg class=${name} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path d=${path} /></svg>`;

  return class MessengerQrElement extends QrBaseElement {
    static override styles = qrStyles(kit);

    override render(): unknown {
      const paper = this.code ? this.draw(this.#hasLogo) : undefined;
      const screen = this.visitRef ? this.draw(this.#hasLogo, this.visitRef) : paper;
      return html`${paper && screen ? this.#code(paper, screen) : nothing}<slot @slotchange=${this.#changed}></slot
        >${paper && this.download ? this.#saves() : nothing}${this.renderStatus()}${renderChatCode(kit, this)}`;
    }

    override updated(): void {
      super.updated();
      const code = this.renderRoot.querySelector<HTMLElement>('.code');
      const { hole, size } = (this.#hasLogo && this.draw(true)) || { hole: 1, size: 1 };
      code?.style.setProperty('--hole', `${(100 * (hole - 1)) / size}%`);
    }

    /** Answers the campaign's code, for paper, as a file. */
    async toBlob(type: FileType): Promise<Blob> {
      return (await kit.loadPart<QrSave>('qr-save')).codeFile(this, type);
    }

    get #hasLogo(): boolean {
      return this.querySelector('[slot=logo]') !== null;
    }

    #code(paper: Code, screen: Code): unknown {
      const { lang, dir, text } = speaker.now(this);
      return html`<div class="code" part="code" role="img" lang=${lang} aria-label=${text.alt}
          >${picture('screen', screen)}${picture('paper', paper)}<span class="logo"
            ><slot name="logo" @slotchange=${this.#changed}></slot></span></div
        ><p part="hint" lang=${lang} dir=${dir}>${text.scan}</p>`;
    }

    #saves(): unknown {
      const { lang, dir, text } = speaker.now(this);
      const button = (type: FileType) =>
        html`<button type="button" part="save" @click=${() => this.#save(type)}>${text.save} (${type.toUpperCase()})</button>`;
      return html`<div lang=${lang} dir=${dir}>${button('svg')}${button('png')}</div>`;
    }

    async #save(type: FileType): Promise<void> {
      const { saveFile } = await kit.loadPart<QrSave>('qr-save');
      saveFile(`${this.entry}.${type}`, await this.toBlob(type));
    }

    #changed(): void {
      this.prepareLink();
      this.requestUpdate();
    }
  };
}

/** `<messenger-qr>`, once its part is loaded. */
export type MessengerQrElement = InstanceType<ReturnType<typeof createQrElement>>;

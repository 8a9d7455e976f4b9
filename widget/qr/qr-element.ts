import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { QR } from '../texts/english.ts';
import type { Code } from './draw-code.ts';
import { drawCode } from './draw-code.ts';
import { qrStyles } from './qr-styles.ts';

type QrSave = typeof import('../parts/qr-save.ts') & Part;

/** An identity counts for a quarter of an hour; a code that is about to lose it gives way to another. */
const FRESH_FOR_MS = 13 * 60_000;
/** A page left open for the night must not register visits till morning. */
const MOST_VISITS = 8;
/** As long as the random half of a visit's ref with its underscore. */
const LONGEST_END = '_'.repeat(23);

/**
 * Makes `<messenger-qr>`: a QR code that opens a Messenger thread on the phone that scans it, with the link below for those
 * who have no second device.
 *
 * On the screen it carries a visit of its own, registered when at least half of the code is first in view: the scan happens on
 * another device, so there is no click that could register it, and a page whose code nobody looked at asks for nothing. On
 * paper and in downloads it carries the campaign's code, which works for everybody and for good.
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`.
 * @slot logo - An image for the middle of the code.
 * @attr {string} entry - The entry point's key.
 * @attr {string} data-ref - What this element stands for on the site; told with the arrival.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one visit.
 * @attr {string} user-token-url - Address on this page's origin that answers a token.
 * @attr {boolean} download - Shows buttons that save the campaign's code as SVG and PNG.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link below the code. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @csspart code - The white square with the code.
 * @csspart hint - The line that says what to do.
 * @csspart save - The buttons that save the code.
 * @csspart status - The line below.
 * @cssproperty --messenger-qr-size - Side of the code (`192px`).
 * @cssproperty --messenger-radius - Corner radius (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 */
export function createQrElement(kit: Kit) {
  const { html, nothing, EntryElement } = kit;
  const speaker = createSpeaker(kit, 'qr', QR);
  return class MessengerQrElement extends EntryElement {
    static override styles = qrStyles(kit);
    static override properties = { ...EntryElement.properties, download: { type: Boolean } };

    declare download: boolean;

    readonly #drawn = new Map<string, Code | undefined>();
    #hole = 0;
    #offers = 0;
    #isInView = false;
    #stale: ReturnType<typeof setTimeout> | undefined;
    readonly #sight = new IntersectionObserver(([entry]) => this.#see(entry?.isIntersecting), { threshold: 0.5 });

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      this.#sight.disconnect();
      clearTimeout(this.#stale);
    }

    override willUpdate(changed: Parameters<InstanceType<typeof EntryElement>['willUpdate']>[0]): void {
      super.willUpdate(changed);
      if (changed.get('entry')) this.#look();
    }

    override logout(): void {
      super.logout();
      this.#look();
    }

    override render(): unknown {
      const { lang, dir, text } = speaker.now(this);
      const logo = this.querySelector('[slot=logo]') !== null;
      const paper = this.code ? this.#draw(this.code, logo) : undefined;
      const screen = this.visitRef ? this.#draw(this.visitRef, logo) : paper;
      this.#hole = paper ? (100 * (paper.hole - 1)) / paper.size : 0;
      return html`${
        paper && screen
          ? html`<div class="code" part="code" role="img" lang=${lang} aria-label=${text.alt}>
              ${this.#picture('screen', screen)}${this.#picture('paper', paper)}
              <span class="logo"><slot name="logo" @slotchange=${this.#changed}></slot></span>
            </div>
            <p part="hint" lang=${lang} dir=${dir}>${text.scan}</p>`
          : nothing
      }<slot @slotchange=${this.#changed}></slot
        >${
          this.download && paper
            ? html`<div lang=${lang} dir=${dir}>${(['svg', 'png'] as const).map(
                (type) =>
                  html`<button type="button" part="save" @click=${() => this.#save(type)}>${text.save} (${type.toUpperCase()})</button>`,
              )}</div>`
            : nothing
        }${this.renderStatus()}`;
    }

    override updated(): void {
      const code = this.renderRoot.querySelector<HTMLElement>('.code');
      if (!code) return;
      code.style.setProperty('--hole', `${this.#hole}%`);
      this.#sight.observe(code);
    }

    /** Answers the campaign's code, for paper, as a file. */
    async toBlob(type: 'svg' | 'png'): Promise<Blob> {
      return (await this.#loadSave()).codeFile(this, type);
    }

    /** Draws the campaign's code. */
    drawCampaign(hasLogo: boolean): Code | undefined {
      return this.#draw(this.code, hasLogo);
    }

    #loadSave(): Promise<QrSave> {
      return kit.loadPart<QrSave>('qr-save');
    }

    #picture(name: string, { size, path }: Code): unknown {
      return html`<svg class=${name} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"
        ><path d=${path} /></svg
      >`;
    }

    /** The code of a visit is the longer one: the campaign's is drawn as large, so that nothing moves when they change places. */
    #draw(ref: string, hasLogo: boolean): Code | undefined {
      const address = (of: string) => new URL(this.urlWith(of), document.baseURI).href;
      const text = address(ref);
      const key = `${hasLogo}${text}`;
      if (!this.#drawn.has(key)) {
        this.#drawn.set(key, drawCode(text, { hasLogo, longest: address(this.code + LONGEST_END) }));
      }
      return this.#drawn.get(key);
    }

    async #save(type: 'svg' | 'png'): Promise<void> {
      const { saveFile } = await this.#loadSave();
      saveFile(`${this.entry}.${type}`, await this.toBlob(type));
    }

    #changed(): void {
      const { link } = this;
      if (link && !link.hasAttribute('target')) {
        link.target = '_blank';
        link.rel ||= 'noopener';
      }
      this.requestUpdate();
    }

    #see(isInView = false): void {
      this.#isInView = isInView;
      if (isInView && !this.visitRef) this.#offer();
    }

    /** Looks anew whether somebody is looking: the observer speaks again once it watches again. */
    #look(): void {
      this.#offers = 0;
      this.#sight.disconnect();
      this.requestUpdate();
    }

    #offer(): void {
      if (document.hidden) {
        document.addEventListener('visibilitychange', () => this.#see(this.#isInView), { once: true });
        return;
      }
      if (!this.isConnected || !this.code || ++this.#offers > MOST_VISITS) return;
      this.offerVisit();
      this.requestUpdate();
      clearTimeout(this.#stale);
      this.#stale = setTimeout(() => this.#renew(), FRESH_FOR_MS);
    }

    /** A visit that was opened or has arrived is left alone. */
    #renew(): void {
      if (this.state === 'idle' && this.#isInView) this.#offer();
    }
  };
}

/** `<messenger-qr>`, once its part is loaded. */
export type MessengerQrElement = InstanceType<ReturnType<typeof createQrElement>>;

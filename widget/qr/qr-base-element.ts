import type { Kit } from '../kit.ts';
import type { Code } from './draw-code.ts';
import { drawCode } from './draw-code.ts';
import { offerInView } from './offer-in-view.ts';

/** As long as the random half of a visit's ref with its underscore. */
const LONGEST_END = '_'.repeat(23);

/** Makes what `<messenger-qr>` does, without what it shows: it draws codes, and offers a visit while its code is in view. */
export function createQrBaseElement({ EntryElement }: Kit) {
  return class QrBaseElement extends EntryElement {
    static override properties = {
      ...EntryElement.properties,
      chatCode: { attribute: 'chat-code', type: Boolean },
      download: { type: Boolean },
    };

    declare download: boolean;
    declare chatCode: boolean;

    readonly #drawn = new Map<string, Code | undefined>();
    readonly #offers = offerInView(this);

    override connectedCallback(): void {
      this.#offers.recall();
      super.connectedCallback();
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      this.#offers.stop();
    }

    override willUpdate(changed: Map<PropertyKey, unknown>): void {
      super.willUpdate(changed);
      if (!changed.get('entry')) return;
      this.#offers.recall();
      this.#offers.begin();
    }

    override updated(): void {
      const code = this.renderRoot.querySelector('.code');
      if (code) this.#offers.watch(code);
    }

    override logout(): void {
      super.logout();
      this.#offers.begin();
    }

    /**
     * Draws the campaign's code, or that of a visit. The latter is the longer one: the campaign's is drawn as large, so that
     * nothing moves when they change places.
     */
    draw(hasLogo: boolean, ref = this.code): Code | undefined {
      const address = (of: string) => new URL(this.urlWith(of), document.baseURI).href;
      const text = address(ref);
      const key = `${hasLogo}${text}`;
      if (!this.#drawn.has(key)) {
        this.#drawn.set(key, drawCode(text, { hasLogo, longest: address(this.code + LONGEST_END) }));
      }
      return this.#drawn.get(key);
    }
  };
}

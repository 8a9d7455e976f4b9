import type { Kit } from '../kit.ts';
import { rememberClosed, scheduleGreeting } from './greeting.ts';
import { watchAround } from './watch-around.ts';

const PHONE = '(hover: none) and (pointer: coarse)';

const PROPERTIES = {
  greeting: {},
  greetingDisplay: { attribute: 'greeting-display' },
  greetingDelay: { attribute: 'greeting-delay', type: Number },
  open: { type: Boolean, reflect: true },
  greets: { attribute: false },
  covers: { attribute: false },
};

/** Makes what `<messenger-bubble>` does, without what it shows: it greets, opens, closes, and steps aside. */
export function createBubbleBaseElement({ EntryElement, loadPart }: Kit) {
  return class BubbleBaseElement extends EntryElement {
    static override properties = { ...EntryElement.properties, ...PROPERTIES };

    declare greeting: string | undefined;
    declare greetingDisplay: string | undefined;
    declare greetingDelay: number | undefined;
    declare open: boolean;
    declare greets: boolean;
    declare covers: boolean;
    readonly phone = matchMedia(PHONE);
    #stops: (() => void)[] = [];

    constructor() {
      super();
      this.open = this.greets = this.covers = false;
    }

    override connectedCallback(): void {
      super.connectedCallback();
      const turned = () => this.requestUpdate();
      this.phone.addEventListener('change', turned);
      this.#stops = [
        scheduleGreeting(this),
        watchAround(this, (covers) => (this.covers = covers)),
        () => this.phone.removeEventListener('change', turned),
      ];
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      for (const stop of this.#stops) stop();
    }

    override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
      if (!changed.has('open') || !this.open || this.phone.matches) return;
      this.greets = false;
      loadPart('qr').catch(() => null);
    }

    /** What the launcher does. The focus follows the visitor's act only: a page that opens the panel keeps it. */
    async toggle(): Promise<void> {
      if (this.open) return this.close();
      this.open = true;
      await this.updateComplete;
      this.link?.focus();
    }

    /** Closes panel and greeting, for as long as this page is open; the focus goes back to the launcher if it was within. */
    close(): void {
      if (!this.open && !this.greets) return;
      const hadFocus = this.matches(':focus-within');
      rememberClosed(this.entry);
      this.open = this.greets = false;
      if (!hadFocus) return;
      const launcher = this.phone.matches ? this.link : this.renderRoot.querySelector<HTMLElement>('.launcher');
      launcher?.focus();
    }
  };
}

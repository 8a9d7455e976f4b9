import type { Kit } from '../kit.ts';
import { rememberClosed, scheduleGreeting } from './greeting.ts';
import { stepsAside } from './steps-aside.ts';

const GREETS_AFTER_SECONDS = 3;

/** Makes what `<messenger-bubble>` does, without what it shows: it greets, opens, closes, and steps aside. */
export function createBubbleBaseElement({ EntryElement, loadPart }: Kit) {
  return class BubbleBaseElement extends EntryElement {
    static override properties = {
      ...EntryElement.properties,
      greeting: {},
      greetingDisplay: { attribute: 'greeting-display' },
      greetingDelay: { attribute: 'greeting-delay', type: Number },
      open: { type: Boolean, reflect: true },
      greets: { attribute: false },
      covers: { attribute: false },
    };

    declare greeting: string | undefined;
    declare greetingDisplay: string | undefined;
    declare greetingDelay: number | undefined;
    declare open: boolean;
    declare greets: boolean;
    declare covers: boolean;
    readonly phone = matchMedia('(hover: none) and (pointer: coarse)');
    #stops: (() => void)[] = [];

    constructor() {
      super();
      this.open = this.greets = this.covers = false;
      this.addEventListener('keydown', ({ key }) => key === 'Escape' && (this.open || this.greets) && this.close());
    }

    override connectedCallback(): void {
      super.connectedCallback();
      const plan = {
        isWelcome: () => Boolean(this.greeting) && this.greetingDisplay !== 'hide' && !this.open,
        isBusy: () => this.matches(':hover, :focus-within'),
        delaySeconds: this.greetingDelay ?? GREETS_AFTER_SECONDS,
        fades: () => this.greetingDisplay === 'fade',
      };
      this.#stops = [
        scheduleGreeting(this, plan, (shown) => (this.greets = shown)),
        stepsAside(this, (covers) => (this.covers = covers)),
      ];
      this.phone.onchange = () => this.requestUpdate();
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      for (const stop of this.#stops) stop();
    }

    override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
      if (!changed.has('open') || !this.open || this.phone.matches) return;
      this.greets = false;
      loadPart('qr').catch(() => null);
      this.link?.focus();
    }

    /** Closes panel and greeting, for as long as this page is open; the focus goes back to the launcher if it was within. */
    close(): void {
      const hadFocus = this.matches(':focus-within');
      rememberClosed(this.entry);
      this.open = this.greets = false;
      if (!hadFocus) return;
      const launcher = this.phone.matches ? this.link : this.renderRoot.querySelector<HTMLElement>('.launcher');
      launcher?.focus();
    }
  };
}

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
  says: { attribute: false },
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
    /** Whether what was said last is to be seen where the panel is closed. What is asked always is: see `createQuestionLine`. */
    declare says: boolean;
    /** Whether the panel was open once. Its code stays then: somebody may have scanned it. */
    wasOpen = false;
    /** Answers the code in the panel; there once something of it, or of a visit, was to be shown. */
    declare renderCode: (() => unknown) | undefined;
    readonly phone = matchMedia(PHONE);
    #stop: AbortController | undefined;

    constructor() {
      super();
      this.open = this.greets = this.covers = this.says = false;
    }

    override connectedCallback(): void {
      super.connectedCallback();
      this.#stop = begin(this);
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      this.#stop?.abort();
    }

    override willUpdate(changed: Map<PropertyKey, unknown>): void {
      super.willUpdate(changed);
      this.says ||= changed.has('state') && this.state !== 'idle';
      this.wasOpen ||= this.isOpen;
      if (!this.renderCode && (this.wasOpen || this.state !== 'idle')) attend(this, loadPart);
    }

    /** Whether the panel shows: a phone has none. */
    get isOpen(): boolean {
      return this.open && !this.phone.matches;
    }

    /** What the launcher does. The focus follows the visitor's act only: a page that opens the panel keeps it. */
    async toggle(): Promise<void> {
      if (this.open) return this.close();
      this.open = true;
      await this.updateComplete;
      this.link?.focus();
    }

    /** Closes the panel, the greeting for as long as this page is open, and what is said until there is something else to say. */
    close(): void {
      if (this.open || this.greets || this.says) close(this);
    }
  };
}

/** Looks at what happens around a bubble, and has it greet; answers what ends both. */
function begin(bubble: BubbleBaseElement): AbortController {
  const stop = new AbortController();
  bubble.phone.addEventListener('change', () => bubble.requestUpdate(), stop);
  scheduleGreeting(bubble, stop.signal);
  watchAround(bubble, stop);
  return stop;
}

/** Has what a bubble needs once its visitor has acted be fetched, in the place of a greeting. */
function attend(bubble: BubbleBaseElement, loadPart: Kit['loadPart']): void {
  bubble.greets = false;
  bubble.renderCode = () => '';
  const part = loadPart<typeof import('../parts/bubble-said.ts')>('bubble-said');
  part
    .then(({ attendBubble }) => attendBubble(bubble))
    .catch(() => {
      bubble.renderCode = undefined; // tried again at the next rendering
    });
}

/** The focus goes back to the launcher if it was within. */
function close(bubble: BubbleBaseElement): void {
  const hadFocus = bubble.matches(':focus-within');
  rememberClosed(bubble.entry);
  bubble.open = bubble.greets = bubble.says = false;
  if (!hadFocus) return;
  const launcher = bubble.phone.matches ? bubble.link : bubble.renderRoot.querySelector<HTMLElement>('.launcher');
  launcher?.focus();
}

/** What `<messenger-bubble>` is, without what it shows. */
export type BubbleBaseElement = InstanceType<ReturnType<typeof createBubbleBaseElement>>;

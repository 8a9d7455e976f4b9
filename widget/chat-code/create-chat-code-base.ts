import type { LinkCode } from '../../shared/link-code.ts';
import { LINK_CODE_LIFETIME_MS } from '../../shared/link-code.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { visitSession } from '../entry/visit-session.ts';
import type { Kit } from '../kit.ts';
import { copyCode } from './copy-code.ts';
import { requestCode } from './request-code.ts';

const PROPERTIES = {
  news: { attribute: false },
  code: { attribute: false },
  isBusy: { attribute: false },
  problem: { attribute: false },
};

/**
 * Makes what the element below an entry point does, without what it shows: it asks for a code, and forgets it in time. The visit
 * behind the code becomes the entry point's own: its link and its QR code carry it, its status line and its question are about it.
 */
export function createChatCodeBase(kit: Kit) {
  const HoldingElement = createHoldingElement(kit);
  return class ChatCodeBaseElement extends HoldingElement {
    async ask(): Promise<void> {
      const { owner } = this;
      if (this.isBusy || !owner) return;
      const { signal } = owner.signedIn;
      const { entry, state, visitRef } = owner;
      this.isBusy = true;
      this.problem = this.isCopied = false;
      try {
        const code = await requestCode(kit, owner, signal);
        // Somebody opened a visit meanwhile, or arrived, by another way: that visit is the one that counts.
        const isOpened = owner.state === 'waiting' && (state !== 'waiting' || owner.visitRef !== visitRef);
        if (this.isConnected && owner.entry === entry && !isOpened) this.hold(code, owner);
      } catch (error) {
        // Whoever logged out meanwhile is to leave nothing behind.
        if (signal.aborted) return;
        this.problem = true;
        const { message, cause } = error as Error;
        owner[cause ? 'report' : 'mention']('code_unavailable', message);
      } finally {
        this.isBusy = false;
      }
    }

    async copy(code: string): Promise<void> {
      this.isCopied = await copyCode(code, this.renderRoot.querySelector('.signs'));
      this.requestUpdate();
    }
  };
}

/** Makes the part of it that holds a code: for as long as it works, and nobody has come with it or logged out. */
function createHoldingElement({ LitElement }: Pick<Kit, 'LitElement'>) {
  return class HoldingElement extends LitElement {
    static override properties = PROPERTIES;

    declare code: LinkCode | undefined;
    declare isBusy: boolean;
    declare problem: boolean;
    /** What the entry point's element tells of each of its renderings. */
    declare news: unknown;
    isCopied = false;
    until = 0; // when the code stops working, by the visitor's own clock, which may be wrong
    #ref = '';
    #signedIn: AbortController | undefined;
    #end: ReturnType<typeof setTimeout> | undefined;

    /** The entry point it stands below. */
    get owner(): EntryElement | undefined {
      return (this.getRootNode() as Partial<ShadowRoot>).host as EntryElement | undefined;
    }

    override connectedCallback(): void {
      super.connectedCallback();
      this.setAttribute('exportparts', 'chat-code, chat-code-copy, chat-code-offer');
    }

    override willUpdate(): void {
      const { owner } = this;
      if (!owner) return;
      // Somebody logged out, went another way, or has come with it: nobody who looks at the page now has a use for it.
      if (owner.visitRef !== this.#ref || !/idle|waiting/.test(owner.state)) this.code = undefined;
      if (this.#signedIn !== owner.signedIn) this.problem = false;
      this.#signedIn = owner.signedIn;
    }

    /** Shows a code that was given out, and makes its visit the owner's. */
    hold(code: LinkCode, owner: EntryElement): void {
      this.#ref = new URL(code.url).searchParams.get('ref') ?? '';
      visitSession.keep(owner.entry, code);
      owner.takeVisit(this.#ref, code);
      owner.requestUpdate();
      this.code = code;
      const lifetime = lifetimeOf(code);
      clearTimeout(this.#end);
      this.#end = setTimeout(() => this.#over(), lifetime);
      this.until = Date.now() + lifetime;
    }

    /** The code works no longer; whoever opened its visit by the link, or has come with it, is not disturbed. */
    #over(): void {
      const { owner } = this;
      if (owner?.offered === this.#ref) owner.takeVisit('');
      this.code = undefined;
      owner?.requestUpdate();
    }
  };
}

/** How long the code works. By a clock that is wrong it could be over before it began. */
function lifetimeOf({ expiresAt }: LinkCode): number {
  const left = Date.parse(expiresAt) - Date.now();
  return left > 0 ? Math.min(left, LINK_CODE_LIFETIME_MS) : LINK_CODE_LIFETIME_MS;
}

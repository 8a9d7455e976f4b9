import type { LinkCode } from '../../shared/link-code.ts';
import { LINK_CODE_LIFETIME_MS } from '../../shared/link-code.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { visitSession } from '../entry/visit-session.ts';
import type { Kit } from '../kit.ts';
import { copyCode } from './copy-code.ts';
import { requestCode } from './request-code.ts';

const PROPERTIES = { code: { attribute: false }, isBusy: { attribute: false }, problem: { attribute: false } };

/**
 * Makes what the element below an entry point does, without what it shows: it asks for a code, and forgets it in time. The visit
 * behind the code becomes the entry point's own: its link and its QR code carry it, its status line and its question are about it.
 */
export function createChatCodeBase(kit: Kit) {
  const { LitElement } = kit;
  return class ChatCodeBaseElement extends LitElement {
    static override properties = PROPERTIES;

    declare code: LinkCode | undefined;
    declare isBusy: boolean;
    declare problem: boolean;
    /** The entry point it stands below. */
    owner: EntryElement | undefined;
    isCopied = false;
    until = 0; // when the code stops working, by the visitor's own clock, which may be wrong
    #ref = '';
    #end: ReturnType<typeof setTimeout> | undefined;

    override willUpdate(): void {
      const { owner } = this;
      // Somebody logged out, or went another way: the code is of no use to whoever looks at the page now.
      if (this.code && owner?.visitRef !== this.#ref) this.code = undefined;
      const isUnderWay = !['idle', 'waiting', 'failed'].includes(owner?.state ?? '');
      this.hidden = isUnderWay || !(owner?.getUserToken ?? owner?.userTokenUrl ?? owner?.userToken);
    }

    async ask(): Promise<void> {
      const { owner } = this;
      if (this.isBusy || !owner) return;
      this.isBusy = true;
      this.problem = this.isCopied = false;
      try {
        const code = await requestCode(kit, owner);
        this.#ref = new URL(code.url).searchParams.get('ref') ?? '';
        visitSession.keep(owner.entry, code);
        owner.takeVisit(this.#ref, code);
        owner.requestUpdate();
        this.code = code;
        const lifetime = lifetimeOf(code);
        clearTimeout(this.#end);
        this.#end = setTimeout(() => this.#over(), lifetime);
        this.until = Date.now() + lifetime;
      } catch (error) {
        this.problem = true;
        owner.report('code_unavailable', String(error));
      }
      this.isBusy = false;
    }

    async copy(code: string): Promise<void> {
      this.isCopied = await copyCode(code, this.renderRoot.querySelector('.signs'));
      this.requestUpdate();
    }

    /** The code works no longer; who has come with it meanwhile is not disturbed. */
    #over(): void {
      if (this.code && !this.hidden) this.owner?.takeVisit('');
      this.code = undefined;
      this.owner?.requestUpdate();
    }
  };
}

/** How long the code works. By a clock that is wrong it could be over before it began. */
function lifetimeOf({ expiresAt }: LinkCode): number {
  const left = Date.parse(expiresAt) - Date.now();
  return left > 0 ? Math.min(left, LINK_CODE_LIFETIME_MS) : LINK_CODE_LIFETIME_MS;
}

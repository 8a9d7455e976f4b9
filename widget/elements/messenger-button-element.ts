import type { PropertyValues } from 'lit';
import { html, LitElement } from 'lit';
import type { VisitState } from '../../shared/visit.ts';
import { completeLink } from '../entry/complete-link.ts';
import { codeOfLink } from '../entry/entry-link.ts';
import type { EntryFact, EntryState } from '../entry/entry-machine.ts';
import { nextEntryState } from '../entry/entry-machine.ts';
import type { UserTokenSource } from '../entry/fetch-user-token.ts';
import { fetchUserToken } from '../entry/fetch-user-token.ts';
import { followLater } from '../entry/follow-later.ts';
import { mintVisitRef } from '../entry/mint-visit-ref.ts';
import { readLanding } from '../entry/read-landing.ts';
import { registerVisit } from '../entry/register-visit.ts';
import type { StatusLine } from '../entry/status-line.ts';
import { WAITING_LINE } from '../entry/status-line.ts';
import type { OpenVisit } from '../entry/visit-session.ts';
import { MessengerArrivedEvent, MessengerErrorEvent, MessengerLinkedEvent, MessengerOpenEvent } from '../events.ts';
import { messengerButtonStyles } from './messenger-button-styles.ts';

/** The parser and frameworks fill an element after they have connected it. */
const CHILDREN_WITHIN_MS = 1000;

/**
 * A button that opens a Messenger thread and shows what came of it. The link inside is the control and works without this
 * script; at the click it is completed with a ref of this one visit.
 *
 * To keep the page from moving when the script arrives, give the link its final size in the page's own style sheet:
 *
 * ```css
 * messenger-button:not(:defined) { display: inline-block; vertical-align: top; }
 * messenger-button:not(:defined) > a {
 *   display: inline-block; box-sizing: border-box; min-height: 44px; border: 1px solid transparent;
 *   padding: 9px 20px; padding-inline-start: 46px; font: 600 16px/24px system-ui, sans-serif;
 * }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`. Without a `target` it opens a new tab, so that this page stays.
 * @attr {string} entry - The entry point's key.
 * @attr {string} data-ref - What this element stands for on the site, such as an order; told with the arrival.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one click.
 * @attr {string} user-token-url - Address on this page's origin that answers a token at each click, as text or as JSON
 *   `{"token": "..."}`; an empty answer means that nobody is signed in.
 * @attr {string} label - Text for a link that has none.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires messenger-open - The visitor opened the link. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @csspart glyph - The speech bubble.
 * @csspart status - The line below the button.
 * @cssproperty --messenger-accent - Colour of the button (`#2b5fd9`); choose one that carries the label's colour at 4.5:1.
 * @cssproperty --messenger-on-accent - Colour of label and glyph (`#fff`).
 * @cssproperty --messenger-radius - Corner radius (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-width - Width of the button (`auto`); `100%` fills the element.
 */
export class MessengerButtonElement extends LitElement {
  static override styles = messengerButtonStyles;
  static override properties = {
    entry: {},
    dataRef: { attribute: 'data-ref' },
    userToken: { attribute: 'user-token' },
    userTokenUrl: { attribute: 'user-token-url' },
    label: {},
    state: { reflect: true },
  };

  declare entry: string;
  declare dataRef: string | undefined;
  declare userToken: UserTokenSource['userToken'];
  declare userTokenUrl: UserTokenSource['userTokenUrl'];
  declare label: string | undefined;
  declare state: EntryState;
  /** Asked for the visitor's token at each click; counts before the two attributes. */
  declare getUserToken: UserTokenSource['getUserToken'];

  #ref = '';
  #line: StatusLine | undefined;
  #stopFollowing: (() => void) | undefined;

  constructor() {
    super();
    this.entry = '';
    this.state = 'idle';
    this.addEventListener('click', this.#open);
    this.addEventListener('auxclick', this.#open);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    setTimeout(() => this.isConnected && !this.#code && this.#reportLink(), CHILDREN_WITHIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopFollowing?.();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.get('entry')) return;
    this.#ref = '';
    this.#line = undefined;
    this.state = 'idle';
    this.#follow();
  }

  override render(): unknown {
    const line = this.#line;
    return html`<span class="control"
        ><svg part="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d="M5.1 14.5a7 7 0 1 1 3.1 1.8L4 17.5Z" /></svg
        ><slot @slotchange=${this.#prepare}></slot></span
      ><span class="status ${this.state}" part="status" role="status"
        >${
          line
            ? html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${line.icon} /></svg
                ><span lang="en" dir="auto">${line.text}</span>`
            : ''
        }</span
      >`;
  }

  get #link(): HTMLAnchorElement | null {
    return this.querySelector('a');
  }

  get #code(): string | null {
    return this.entry && codeOfLink(this.#link?.getAttribute('href') ?? '');
  }

  #prepare(): void {
    const link = this.#link;
    if (!link) return;
    if (this.label && !link.textContent.trim()) link.textContent = this.label;
    if (link.hasAttribute('target')) return;
    link.target = '_blank';
    link.rel ||= 'noopener';
  }

  #open(event: MouseEvent): void {
    const link = this.#link;
    const other = event.type === 'auxclick' && event.button !== 1;
    if (event.defaultPrevented || other || !link?.contains(event.target as Node)) return;
    const code = this.#code;
    if (!code) return this.#reportLink();
    // The second half of a double click opens the same visit again.
    const again = event.detail > 1 && this.#ref;
    const ref = again || mintVisitRef(code);
    completeLink(link, code, ref);
    if (again) return;
    this.#ref = ref;
    this.#happen('opened', WAITING_LINE);
    this.dispatchEvent(new MessengerOpenEvent({ entry: this.entry, ref }));
    void this.#register(ref);
  }

  async #register(ref: string): Promise<void> {
    this.#stopFollowing?.();
    const { entry } = this;
    const body = { entryPoint: entry, ref, dataRef: this.dataRef ?? undefined, landing: readLanding() };
    const userToken = await fetchUserToken(this).catch((error: unknown) => {
      this.#report('user_token_unavailable', String(error));
      return undefined;
    });
    const { visit, problem } = await registerVisit({ ...body, userToken });
    const told = problem ?? visit?.identity;
    if (told?.code) this.#report(told.code, told.message);
    if (ref !== this.#ref) return;
    if (problem) this.#happen('turned_away');
    if (visit) this.#follow(visit);
  }

  /** Follows the visit just registered, or the one this tab remembers. */
  #follow(visit?: OpenVisit): void {
    this.#stopFollowing?.();
    const follower = {
      entry: this.entry,
      onState: (state: VisitState, line?: StatusLine) => this.#happen(state, line),
      onProblem: (code: string, message: string) => this.#report(code, message),
    };
    this.#stopFollowing = followLater(follower, visit);
    // Removed meanwhile: the visit is still remembered, for the element that comes next.
    if (!this.isConnected) this.#stopFollowing();
  }

  #happen(fact: EntryFact, line?: StatusLine): void {
    const { entry, state: before } = this;
    this.state = nextEntryState(before, fact);
    if (this.state === before) return;
    this.#line = line;
    const linked = this.state === 'linked';
    if (this.state === 'arrived' || (linked && before !== 'arrived')) {
      this.dispatchEvent(new MessengerArrivedEvent({ entry }));
    }
    if (linked) this.dispatchEvent(new MessengerLinkedEvent({ entry }));
  }

  #reportLink(): void {
    this.#report('link_incomplete', 'Expected entry and, inside, <a href="https://m.me/PAGE?ref=CODE">.');
  }

  #report(code: string, message: string | null): void {
    const { entry } = this;
    console.warn(`<messenger-button entry="${entry}"> ${code}: ${message}`);
    this.dispatchEvent(new MessengerErrorEvent({ entry, code, message: message ?? '' }));
  }
}

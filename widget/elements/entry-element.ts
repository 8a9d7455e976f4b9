import type { PropertyValues, TemplateResult } from 'lit';
import { html, LitElement } from 'lit';
import { completeLink } from '../entry/complete-link.ts';
import { codeOfLink, linkWithRef } from '../entry/entry-link.ts';
import type { EntryFact, EntryState } from '../entry/entry-machine.ts';
import { nextEntryState } from '../entry/entry-machine.ts';
import type { UserTokenSource } from '../entry/fetch-user-token.ts';
import { fetchUserToken } from '../entry/fetch-user-token.ts';
import { followLater } from '../entry/follow-later.ts';
import { mintVisitRef } from '../entry/mint-visit-ref.ts';
import { readLanding } from '../entry/read-landing.ts';
import { registerVisit } from '../entry/register-visit.ts';
import type { OpenVisit } from '../entry/visit-session.ts';
import type { WatchedStatus } from '../entry/watch-visit.ts';
import { EntryEvent } from '../events.ts';
import type { Consent } from '../types/events.d.ts';
import { findParts } from './find-parts.ts';
import { liveEntries } from './live-entries.ts';
import { logouts } from './log-out.ts';
import { showStatus, statusOf } from './show-status.ts';

/** The parser and frameworks fill an element after they have connected it. */
const CHILDREN_WITHIN_MS = 1000;

/**
 * What all elements that open a thread have in common: their attributes, the link inside, one visit at a time, what the server
 * says of it, and the line that shows it. A subclass renders, with `renderStatus()` somewhere in it.
 */
export class EntryElement extends LitElement {
  static override properties = {
    entry: {},
    dataRef: { attribute: 'data-ref' },
    userToken: { attribute: 'user-token' },
    userTokenUrl: { attribute: 'user-token-url' },
    getUserToken: { attribute: false },
    state: { reflect: true, noAccessor: true },
  };

  declare entry: string;
  declare dataRef: string | undefined;
  declare userToken: UserTokenSource['userToken'];
  declare userTokenUrl: UserTokenSource['userTokenUrl'];
  /** Asked for the visitor's token at each click; counts before the two attributes. */
  declare getUserToken: UserTokenSource['getUserToken'];
  /** Whether the visitor agreed that something of Meta's is loaded. */
  declare consent: Consent | undefined;

  #state: EntryState = 'idle';
  #logouts = logouts();
  #words: HTMLElement | undefined;
  #sites: readonly ChildNode[] = [];
  #ref = '';
  /** The ref of a visit that is registered and neither opened nor arrived, empty without one. */
  offered = '';
  /** Aborted when the visitor logs out; from then on there is another. */
  signedIn = new AbortController();
  #stopFollowing: (() => void) | undefined;

  constructor() {
    super();
    this.entry = '';
    this.requestUpdate('state');
    this.addEventListener('click', this.#open);
    this.addEventListener('auxclick', this.#open);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    liveEntries.add(this);
    // Somebody logged out while the page kept this element aside.
    if (this.#logouts < logouts()) this.logout();
    findParts(this.getRootNode());
    this.#follow();
    // Where it stood before another language may have been spoken.
    this.requestUpdate();
    setTimeout(() => this.isConnected && this.#checkLink(), CHILDREN_WITHIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    liveEntries.delete(this);
    this.#stopFollowing?.();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.get('entry')) return;
    this.reset();
    this.#follow();
  }

  /** Whatever a page does to what rendering needs: its link is never lost. */
  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch (error) {
      this.renderRoot.replaceChildren(document.createElement('slot'));
      this.report('not_rendered', String(error));
    }
  }

  /** The control: the link in the light DOM, which works without this script. */
  get link(): HTMLAnchorElement | null {
    return this.querySelector('a');
  }

  /** What is shown. Only what happens here and the server's word change it: markup, frameworks and copies of pages cannot. */
  get state(): EntryState {
    return this.#state;
  }

  set state(_: EntryState) {
    // What was written there is overwritten.
    setTimeout(() => this.requestUpdate('state'));
  }

  /** Moves on to another state. */
  protected become(state: EntryState): void {
    const before = this.#state;
    this.#state = state;
    this.requestUpdate('state', before);
  }

  /** The link's address as the site wrote it, or with the ref of a visit. */
  urlWith(ref = this.code): string {
    const href = this.link?.getAttribute('href') ?? '';
    return ref ? linkWithRef(href, ref) : href;
  }

  /** The code of the entry point, read from the link; empty while the markup is incomplete. */
  get code(): string {
    return (this.entry && codeOfLink(this.link?.getAttribute('href') ?? '')) || '';
  }

  /** The ref of the visit under way in this element, empty without one. */
  get visitRef(): string {
    return this.#ref;
  }

  /**
   * Begins a visit that is not opened yet: mints its ref, registers it, follows it, for a code on the screen or a plugin to
   * carry. Answers the ref, or '' where the link is missing.
   */
  offerVisit(): string {
    const { code } = this;
    if (!code) {
      this.reportLink();
      return '';
    }
    const ref = mintVisitRef(code);
    this.#ref = this.offered = ref;
    void this.#register(ref);
    return ref;
  }

  /** Opens the visit that was offered, or a new one; to be called in the visitor's act. Answers the ref, or '' where the link is missing. */
  beginVisit(): string {
    const ref = this.offered || this.offerVisit();
    if (!ref) return ref;
    this.#happen('opened');
    this.dispatchEvent(new EntryEvent('messenger-open', { entry: this.entry, ref }));
    return ref;
  }

  /** Takes over a visit that was registered elsewhere and is opened by this ref; without one, forgets the visit. */
  takeVisit(ref: string, visit?: OpenVisit): void {
    this.#ref = this.offered = ref;
    // What it says is about the visit before.
    this.become('idle');
    this.#follow(visit);
  }

  /** Forgets the visit and the visitor's token, as if the page had just been loaded for nobody. */
  logout(): void {
    this.#logouts = logouts();
    this.signedIn.abort();
    this.signedIn = new AbortController();
    this.removeAttribute('user-token');
    this.userToken = undefined;
    this.reset();
  }

  /** Tells the page that something happened. */
  protected tell(type: string): void {
    this.dispatchEvent(new EntryEvent(type, { entry: this.entry }));
  }

  /** Tells the site's developer of a mistake, and what to do about it. */
  report(code: string, message: string | null): void {
    console.warn(`<${this.localName} entry="${this.entry}"> ${code}: ${message}`);
    this.mention(code, message);
  }

  /** Tells the page of something that its developer cannot mend, such as a visitor's filter: nothing is printed. */
  mention(code: string, message: string | null): void {
    this.dispatchEvent(new EntryEvent('messenger-error', { entry: this.entry, code, message: message ?? '' }));
  }

  /** Tells the site's developer that the markup lacks entry or link. */
  protected reportLink(): void {
    this.report('link_incomplete', 'Expected entry and, inside, <a href="https://m.me/PAGE?ref=CODE">.');
  }

  #checkLink(): void {
    const { link } = this;
    if (!this.code || !link) return this.reportLink();
    // What nobody sees needs no name.
    if (link.ariaLabel || link.firstElementChild || link.textContent.trim() || !link.getClientRects().length) return;
    this.report('link_unnamed', 'Give the link a text.');
  }

  /** Has the link open a new tab, so that this page stays, unless the site decided otherwise. */
  protected prepareLink(): void {
    const { link } = this;
    if (!link || link.hasAttribute('target')) return;
    link.target = '_blank';
    link.rel ||= 'noopener';
  }

  /** Whether the site left the link without a name. */
  protected get isNameless(): boolean {
    const { link } = this;
    const nodes = this.#isOurs ? this.#sites : [...(link?.childNodes ?? [])];
    return !nodes.some((node) => node instanceof Element || node.textContent?.trim());
  }

  /** Puts words of ours into the link; without any, what the site had there comes back as it was. */
  protected say(words: string, lang = ''): void {
    const { link } = this;
    if (!link) return;
    const isOurs = this.#isOurs;
    if (!words) {
      if (isOurs) link.replaceChildren(...this.#sites);
      return;
    }
    const span = (this.#words ??= document.createElement('span'));
    // Written only where it differs: whoever watches the page's language would have it written again and again.
    if (span.textContent !== words) span.textContent = words;
    if (span.lang !== lang) span.lang = lang;
    if (!lang) span.removeAttribute('lang');
    if (isOurs) return;
    this.#sites = [...link.childNodes];
    link.replaceChildren(span);
  }

  get #isOurs(): boolean {
    return this.#words?.parentNode === this.link;
  }

  /** A speech bubble. */
  protected get glyph(): TemplateResult {
    return html`<svg part="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d="M5.1 14.5a7 7 0 1 1 3.1 1.8L4 17.5Z" /></svg>`;
  }

  /** The link as a button with the glyph in it, for whoever takes `messengerButtonStyles`. */
  protected renderControl(): TemplateResult {
    return html`<span class="control"
      >${this.glyph}<slot @slotchange=${this.prepareLink}></slot
    ></span>`;
  }

  /** The line below the control. It is there before it says anything, so that screen readers announce what it comes to say. */
  protected renderStatus(): TemplateResult {
    return html`<span class="status ${this.state}" part="status" role="status">${statusOf(this)}</span>`;
  }

  #open(event: MouseEvent): void {
    const { link } = this;
    // Left and middle open the link; the others do not.
    if (event.defaultPrevented || event.button > 1 || !link?.contains(event.target as Node)) return;
    // The second half of a double click opens the same visit again.
    const ref = (event.detail > 1 && this.#ref) || this.beginVisit();
    if (ref) completeLink(link, this.code, ref);
  }

  async #register(ref: string): Promise<void> {
    this.#stopFollowing?.();
    const { signal } = this.signedIn;
    const body = { entryPoint: this.entry, ref, dataRef: this.dataRef ?? undefined, landing: readLanding() };
    const userToken = await fetchUserToken(this).catch((error: unknown) => {
      this.report('user_token_unavailable', `Expected a token, got ${error}`);
      return undefined;
    });
    const { visit, problem } = await registerVisit({ ...body, userToken }, signal);
    const told = problem ?? visit?.identity;
    if (told?.code) this[told.code === 'server_unreachable' ? 'mention' : 'report'](told.code, told.message);
    if (ref !== this.#ref) return;
    if (problem) this.#happen('turned_away');
    if (visit) this.#follow(visit);
  }

  /** Follows the visit just registered, or the one this tab remembers. */
  #follow(visit?: OpenVisit): void {
    this.#stopFollowing?.();
    const { signal } = this.signedIn;
    const follower = {
      entry: this.entry,
      element: this,
      isOpen: () => !signal.aborted && !this.offered,
      onStatus: (status: WatchedStatus, of: OpenVisit) => this.heard(status, of),
    };
    this.#stopFollowing = followLater(follower, visit);
    // Removed meanwhile: the visit is still remembered, for the element that comes next.
    if (!this.isConnected) this.#stopFollowing();
  }

  /** Takes the server's word on where a visit of this element stands. */
  protected heard({ state }: WatchedStatus, _visit: OpenVisit): void {
    this.#happen(state);
    // Also where it stands as before: what stands below may be about more than that.
    this.requestUpdate();
  }

  /** Forgets the visit this element shows; it is as if nobody had clicked. */
  protected reset(): void {
    this.#stopFollowing?.();
    this.#ref = this.offered = '';
    this.become('idle');
    // Also where it was idle: what stands below may be about the visit.
    this.requestUpdate();
  }

  #happen(fact: EntryFact): void {
    const before = this.state;
    if (fact !== 'waiting') this.offered = '';
    // Nobody has opened it yet: there is nothing to wait for.
    else if (this.offered) return;
    this.become(nextEntryState(before, fact));
    if (this.state === before) return;
    void showStatus(this);
    const linked = this.state === 'linked';
    if (this.state === 'arrived' || (linked && before !== 'arrived')) this.tell('messenger-arrived');
    if (linked) this.tell('messenger-linked');
  }
}

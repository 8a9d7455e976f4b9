import type { PropertyValues } from 'lit';
import type { OpenVisit } from '../entry/visit-session.ts';
import type { WatchedStatus } from '../entry/watch-visit.ts';
import type { Kit } from '../kit.ts';
import { createVisitLinks } from './create-visit-links.ts';
import type { Disconnection } from './disconnect.ts';
import { askToDisconnect } from './disconnect.ts';

const PROPERTIES = {
  connectedAs: { attribute: 'connected-as' },
  disconnectUrl: { attribute: 'disconnect-url' },
  disconnect: { attribute: false },
  isBusy: { attribute: false },
  chatCode: { attribute: 'chat-code', type: Boolean },
};

/** Makes what `<messenger-link-status>` does, without what it shows: it knows whether somebody is connected, and ends it. */
export function createLinkStatusBaseElement(kit: Kit) {
  const KnowingElement = createKnowingElement(kit);
  return class LinkStatusBaseElement extends KnowingElement {
    declare disconnectUrl: Disconnection['disconnectUrl'];
    declare disconnect: Disconnection['disconnect'];
    declare isBusy: boolean;
    declare chatCode: boolean;
    /** What came of the last press on the button. */
    outcome: 'ended' | 'failed' | undefined;

    override willUpdate(changed: PropertyValues): void {
      super.willUpdate(changed);
      if (changed.has('state') && this.state !== 'idle') this.outcome = undefined;
    }

    get canDisconnect(): unknown {
      return this.isLinked && (this.siteEnds || this.links.isOwn);
    }

    /** How the site ends a link, if it does. */
    get siteEnds(): unknown {
      return this.disconnectUrl ?? this.disconnect;
    }

    /** Ends the link, by the site where it offers to, else by the visits that made it; the focus goes to what is left. */
    async end(): Promise<void> {
      if (this.isBusy) return;
      this.isBusy = true;
      this.outcome = undefined;
      try {
        await (this.siteEnds ? askToDisconnect(this, this.entry) : this.links.end());
        if (this.matches(':focus-within')) this.link?.focus();
        this.forget();
        this.reset();
        this.outcome = 'ended';
        this.tell('messenger-unlinked');
      } catch (error) {
        this.outcome = 'failed';
        // Neither an outage of ours nor the visitor's own is a mistake of the site's.
        this[this.siteEnds && navigator.onLine ? 'report' : 'mention']('disconnect_failed', String(error));
      }
      this.isBusy = false;
    }

    override logout(): void {
      super.logout();
      this.forget();
      this.outcome = undefined;
    }
  };
}

/** Makes the part of it that knows: from the site, from the visit under way, and from the one that the tab remembers. */
function createKnowingElement(kit: Kit) {
  const { EntryElement } = kit;
  return class KnowingElement extends EntryElement {
    static override properties = { ...EntryElement.properties, ...PROPERTIES };

    declare connectedAs: string | undefined;
    readonly links = createVisitLinks(kit, this);

    override connectedCallback(): void {
      super.connectedCallback();
      this.links.recall();
    }

    override disconnectedCallback(): void {
      super.disconnectedCallback();
      this.links.rest();
    }

    override willUpdate(changed: PropertyValues): void {
      super.willUpdate(changed);
      if (changed.get('entry')) this.links.recall();
    }

    /** Whether an account is connected: the site says so, or the server said so of a visit of this tab. */
    get isLinked(): boolean {
      return Boolean(this.connectedAs) || this.state === 'linked';
    }

    /** The page was told of this link before it was loaded anew, so nothing is said again. */
    recalled(isLinked: boolean): void {
      if (isLinked) this.become('linked');
      this.requestUpdate();
    }

    protected override heard(status: WatchedStatus, visit: OpenVisit): void {
      this.links.note(status, visit);
      super.heard(status, visit);
    }

    protected override reset(): void {
      super.reset();
      this.links.drop();
    }

    /** Forgets the account, whoever named it. */
    protected forget(): void {
      this.links.forget();
      this.removeAttribute('connected-as');
      this.connectedAs = undefined;
    }
  };
}

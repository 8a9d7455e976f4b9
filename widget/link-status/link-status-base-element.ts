import type { Kit } from '../kit.ts';
import type { Disconnection } from './disconnect.ts';
import { askToDisconnect } from './disconnect.ts';

/** Makes what `<messenger-link-status>` does, without what it shows: it knows whether somebody is connected, and ends it. */
export function createLinkStatusBaseElement({ EntryElement }: Kit) {
  return class LinkStatusBaseElement extends EntryElement {
    static override properties = {
      ...EntryElement.properties,
      connectedAs: { attribute: 'connected-as' },
      disconnectUrl: { attribute: 'disconnect-url' },
      disconnect: { attribute: false },
      isBusy: { attribute: false },
    };

    declare connectedAs: string | undefined;
    declare disconnectUrl: Disconnection['disconnectUrl'];
    declare disconnect: Disconnection['disconnect'];
    declare isBusy: boolean;
    hasFailed = false;

    /** Whether an account is connected: the site says so, or the server said so of this visit. */
    get isLinked(): boolean {
      return Boolean(this.connectedAs) || this.state === 'linked';
    }

    get canDisconnect(): boolean {
      return this.isLinked && Boolean(this.disconnectUrl ?? this.disconnect);
    }

    /** Has the site end the link; the focus goes to what is left. */
    async end(): Promise<void> {
      if (this.isBusy) return;
      this.isBusy = true;
      this.hasFailed = false;
      try {
        await askToDisconnect(this, this.entry);
        this.link?.focus();
        this.connectedAs = undefined;
        this.reset();
        this.tell('messenger-unlinked');
      } catch (error) {
        this.hasFailed = true;
        this.report('disconnect_failed', String(error));
      }
      this.isBusy = false;
    }
  };
}

import { type Clock, HOUR, MINUTE } from '../../base/clock.ts';

/** What the platform would show in the developer's account. */
export interface Alert {
  readonly at: string;
  readonly pageId: string;
  readonly title: 'Webhooks Failing' | 'Webhooks Disabled';
  readonly message: string;
}

/** Watches for how long a Page's webhooks have failed without a success in between. */
export interface PageHealth {
  /** Counts a failed attempt. Returns true when the Page has just been cut off. */
  failed(pageId: string): boolean;
  succeeded(pageId: string): void;
  alerts(): readonly Alert[];
  reset(): void;
}

interface Trouble {
  readonly since: number;
  alerted: boolean;
}

const ALERT_AFTER_MS = 15 * MINUTE;
const DISABLE_AFTER_MS = HOUR;

/** Alerts after 15 minutes and cuts the Page off after 60, by the platform's clock. */
export function createPageHealth(clock: Clock, disable: (pageId: string) => void): PageHealth {
  const troubles = new Map<string, Trouble>();
  const alerts: Alert[] = [];
  const alert = (pageId: string, title: Alert['title'], message: string): void =>
    void alerts.push({ at: clock.now().toISOString(), pageId, title, message });
  return {
    failed: (pageId) => {
      const now = clock.now().getTime();
      const trouble = troubles.get(pageId) ?? { since: now, alerted: false };
      troubles.set(pageId, trouble);
      if (!trouble.alerted && now - trouble.since >= ALERT_AFTER_MS) {
        trouble.alerted = true;
        alert(pageId, 'Webhooks Failing', 'No delivery of this Page was accepted for 15 minutes.');
      }
      if (now - trouble.since < DISABLE_AFTER_MS) return false;
      troubles.delete(pageId);
      alert(pageId, 'Webhooks Disabled', 'After an hour the app was unsubscribed from this Page: subscribe it again.');
      disable(pageId);
      return true;
    },
    succeeded: (pageId) => void troubles.delete(pageId),
    alerts: () => alerts,
    reset: () => {
      troubles.clear();
      alerts.length = 0;
    },
  };
}

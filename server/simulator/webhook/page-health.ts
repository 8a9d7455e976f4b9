import { type Clock, HOUR, MINUTE } from '../../base/clock.ts';

/** What the platform would show in the developer's account. */
export interface Alert {
  readonly at: string;
  readonly appId: string;
  readonly pageId: string;
  readonly title: 'Webhooks Failing' | 'Webhooks Disabled';
  readonly message: string;
}

/** Watches for how long a Page's webhooks to an app have failed without a success in between. */
export interface PageHealth {
  /** Counts a failed attempt. Returns true when the app has just been cut off from the Page. */
  failed(appId: string, pageId: string): boolean;
  succeeded(appId: string, pageId: string): void;
  alerts(): readonly Alert[];
  reset(): void;
}

interface Trouble {
  readonly since: number;
  alerted: boolean;
}

const ALERT_AFTER_MS = 15 * MINUTE;
const DISABLE_AFTER_MS = HOUR;

/** Alerts after 15 minutes and cuts the app off from the Page after 60, by the platform's clock. */
export function createPageHealth(clock: Clock, disable: (appId: string, pageId: string) => void): PageHealth {
  const troubles = new Map<string, Trouble>();
  const alerts: Alert[] = [];
  const alert = (appId: string, pageId: string, title: Alert['title'], message: string): void =>
    void alerts.push({ at: clock.now().toISOString(), appId, pageId, title, message });
  return {
    failed: (appId, pageId) => {
      const now = clock.now().getTime();
      const key = appAtPage(appId, pageId);
      const trouble = troubles.get(key) ?? { since: now, alerted: false };
      troubles.set(key, trouble);
      if (!trouble.alerted && now - trouble.since >= ALERT_AFTER_MS) {
        trouble.alerted = true;
        alert(appId, pageId, 'Webhooks Failing', 'No delivery of this Page was accepted for 15 minutes.');
      }
      if (now - trouble.since < DISABLE_AFTER_MS) return false;
      troubles.delete(key);
      alert(
        appId,
        pageId,
        'Webhooks Disabled',
        'After an hour the app was unsubscribed from this Page: subscribe it again.',
      );
      disable(appId, pageId);
      return true;
    },
    succeeded: (appId, pageId) => void troubles.delete(appAtPage(appId, pageId)),
    alerts: () => alerts,
    reset: () => {
      troubles.clear();
      alerts.length = 0;
    },
  };
}

/** What an app and a Page have together: apps of one Page fail by themselves. */
export function appAtPage(appId: string, pageId: string): string {
  return `${appId} ${pageId}`;
}

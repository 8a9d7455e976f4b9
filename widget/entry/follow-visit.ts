import type { WatchedStatus, WatchKey } from './watch-visit.ts';
import { watchVisit } from './watch-visit.ts';

const LINK_MAY_TAKE_MS = 60_000;
/** A question lives ten minutes. By a visitor's clock that is wrong it could be over before it was asked. */
const ANSWER_MAY_TAKE_MS = 11 * 60_000;
const HIDDEN_FOR_LONG_MS = 5 * 60_000;
/** The server's stream gives a sign of life every 15 seconds. */
const QUIET_MS = 16_000;

/** Who is told: of every status, and when nothing more can come. */
export interface FollowListener {
  readonly onStatus: (status: WatchedStatus) => void;
  readonly onEnd: () => void;
}

/** Watches a visit while somebody can see the page, until nothing more can come or `stop` says so. */
export function followVisit(key: WatchKey, { onStatus, onEnd }: FollowListener, stop: AbortSignal): void {
  const end = new AbortController();
  const over = AbortSignal.any([stop, end.signal]);
  let watch = new AbortController();
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let heardAt = 0;
  let endAt = Infinity;

  const listener = {
    onStatus(status: WatchedStatus) {
      onStatus(status);
      endAt = Math.min(endAt, Date.now() + timeLeft(status));
      listener.onLife();
    },
    onLife() {
      heardAt = Date.now();
      if (endAt > heardAt || over.aborted) return;
      end.abort();
      onEnd();
    },
  };
  const start = () => {
    watch.abort();
    heardAt = Date.now();
    watch = new AbortController();
    void watchVisit(key, listener, AbortSignal.any([over, watch.signal]));
  };
  const rest = () => watch.abort();
  const wake = () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = setTimeout(rest, HIDDEN_FOR_LONG_MS);
    else if (watch.signal.aborted || Date.now() - heardAt > QUIET_MS) start();
  };

  if (over.aborted) return;
  document.addEventListener('visibilitychange', wake, { signal: over });
  addEventListener('pageshow', wake, { signal: over });
  addEventListener('pagehide', rest, { signal: over });
  start();
  wake();
}

/** How long a visit may still change after this status. Arrived without identity is as far as it goes. */
function timeLeft({ state, identity, question }: WatchedStatus): number {
  if (state === 'waiting') return Infinity;
  if (question) return ANSWER_MAY_TAKE_MS;
  return state === 'arrived' && identity.status === 'accepted' ? LINK_MAY_TAKE_MS : 0;
}

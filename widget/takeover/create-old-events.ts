/** Whoever listens by `FB.Event.subscribe`. */
export type OldListener = (event: unknown) => void;

/** What Meta's script calls its events: the page's listeners, and a way to tell them. */
export interface OldEvents {
  subscribe(name: string, listener: OldListener): void;
  unsubscribe(name: string, listener?: OldListener): void;
  tell(name: string, event?: unknown): void;
}

/** Makes the registry of listeners. One that throws keeps nobody else from hearing. */
export function createOldEvents(): OldEvents {
  const listeners = new Map<string, Set<OldListener>>();
  return {
    subscribe(name, listener) {
      if (typeof listener !== 'function') return;
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    },
    unsubscribe(name, listener) {
      if (listener) listeners.get(name)?.delete(listener);
      else listeners.delete(name);
    },
    tell(name, event) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(event);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}

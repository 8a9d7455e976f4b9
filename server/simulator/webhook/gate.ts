/** Lets everybody pass until it is closed, and then makes them wait until it is open again. */
export interface Gate {
  readonly isClosed: boolean;
  /** Resolves as soon as the gate is open. */
  passed(): Promise<void>;
  close(): void;
  open(): void;
}

/** A gate that stands open. */
export function createGate(): Gate {
  let waiting: PromiseWithResolvers<void> | null = null;
  return {
    get isClosed() {
      return waiting !== null;
    },
    passed: async () => {
      while (waiting) await waiting.promise;
    },
    close: () => {
      waiting ??= Promise.withResolvers<void>();
    },
    open: () => {
      waiting?.resolve();
      waiting = null;
    },
  };
}

/** A door that starts shut. */
export interface Gate {
  open(): void;
  readonly opened: Promise<void>;
}

/** Makes something to wait for, so that a test decides what happens in which order. */
export function makeGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, opened: promise };
}

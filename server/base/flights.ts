/** Work in flight, by name. */
export interface Flights {
  /** Runs `work`, or waits for the same work if it is running already. What it found out stands in the tables afterwards. */
  share(name: string, work: () => Promise<void>): Promise<void>;
}

/** Keeps what is in flight in this process. */
export function createFlights(): Flights {
  const running = new Map<string, Promise<void>>();
  return {
    share(name, work) {
      const known = running.get(name);
      if (known) return known;
      const fresh = work().finally(() => running.delete(name));
      running.set(name, fresh);
      return fresh;
    },
  };
}

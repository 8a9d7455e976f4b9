/** One call of the Graph API, without its parameters: they hold secrets. */
export interface GraphLogEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The code of the platform's error; null for a success. */
  readonly code: number | null;
  readonly at: string;
}

/** The latest calls of the Graph API. */
export interface GraphLog {
  add(entry: GraphLogEntry): void;
  list(): readonly GraphLogEntry[];
  clear(): void;
}

const MOST = 20_000;

/** A log in memory that forgets the oldest half when it is full. */
export function createGraphLog(): GraphLog {
  const entries: GraphLogEntry[] = [];
  return {
    add: (entry) => {
      entries.push(entry);
      if (entries.length > MOST) entries.splice(0, MOST / 2);
    },
    list: () => entries,
    clear: () => void (entries.length = 0),
  };
}

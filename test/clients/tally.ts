/** One call of a library, or one thing a bot has to be able to do. */
export interface TallyLine {
  readonly what: string;
  /** Null when it went as it should. */
  readonly problem: string | null;
}

/** What was tried with one library. */
export interface Tally {
  /** Tries one thing; what it throws stands in the list, and the next thing is tried. */
  call(what: string, tried: () => Promise<void> | void, patienceMs?: number): Promise<void>;
  readonly lines: readonly TallyLine[];
}

const PATIENCE_MS = 15_000;

/** An empty list. */
export function createTally(): Tally {
  const lines: TallyLine[] = [];
  return {
    lines,
    call: async (what, tried, patienceMs = PATIENCE_MS) => {
      try {
        await withinPatience(tried, patienceMs);
        lines.push({ what, problem: null });
      } catch (error) {
        lines.push({ what, problem: describe(error) });
      }
    },
  };
}

async function withinPatience(tried: () => Promise<void> | void, patienceMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no result within ${patienceMs / 1000} seconds`)), patienceMs);
  await Promise.race([(async () => await tried())(), promise]).finally(() => clearTimeout(timer));
}

/** Libraries throw errors, objects and texts. */
function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : typeof error === 'string' ? error : JSON.stringify(error);
  return text.split('\n').slice(0, 6).join(' ').slice(0, 400);
}

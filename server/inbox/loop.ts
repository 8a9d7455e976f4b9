/** Repeats a piece of work: at once when woken, now and then by itself, never twice at a time. */
export interface Loop {
  /** Looks again as soon as possible. */
  wake(): void;
  /** Ends; resolves when a run under way is over. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** How long to wait, without a wake-up, before the next run. */
  readonly everyMs: number;
  /** How long at least between two runs, so that a stream of wake-ups is served in batches. */
  readonly gapMs: number;
  /** Told of each failed run; the next one follows after a growing pause. */
  readonly onError: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Starts the loop; the first run comes at once.
 * @param step one run; answers true when more is left to do
 */
export function startLoop(step: () => Promise<boolean>, options: LoopOptions): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;
  let failures = 0;

  const schedule = (ms: number): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(run, ms);
  };
  const attempt = async (): Promise<number> => {
    try {
      const hasMore = await step();
      failures = 0;
      return hasMore ? 0 : isWoken ? options.gapMs : options.everyMs;
    } catch (error) {
      options.onError(error);
      return Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
    }
  };
  const run = (): void => {
    isWoken = false;
    running = attempt().then((pause) => {
      running = undefined;
      schedule(pause);
    });
  };

  schedule(0);
  return {
    wake() {
      if (isWoken || isStopped) return;
      isWoken = true;
      if (!running && failures === 0) schedule(options.gapMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

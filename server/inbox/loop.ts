/** Repeats a piece of work: at once when woken, now and then by itself, never twice at a time. */
export interface Loop {
  /** Looks again as soon as possible. */
  wake(): void;
  /** Ends; resolves when a run under way is over. */
  stop(): Promise<void>;
}

/** When a loop runs, and who is told when it cannot. */
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
  let isIdle = false;
  let isWoken = false;
  let isStopped = false;
  let failures = 0;

  const after = (ms: number, next: () => void): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(next, ms);
  };
  const attempt = async (): Promise<void> => {
    try {
      const hasMore = await step();
      failures = 0;
      after(hasMore ? 0 : options.gapMs, hasMore ? run : rest);
    } catch (error) {
      options.onError(error);
      after(Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS), run);
    }
  };
  const run = (): void => {
    isIdle = false;
    isWoken = false;
    running = attempt();
  };
  const rest = (): void => {
    if (isWoken) return run();
    isIdle = true;
    after(options.everyMs, run);
  };

  after(0, run);
  return {
    wake() {
      isWoken = true;
      if (!isIdle) return;
      isIdle = false;
      after(0, run);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

import { HOUR } from '../clock.ts';

const AFTER_ERROR_MS = 1000;

/** Looks for work when it is woken, one look at a time. */
export interface Waker {
  /** Has a look made now, or once more when one is being made. */
  wake(): void;
  /** Ends the looking; resolves when the last look is over. */
  stop(): Promise<void>;
  isStopped(): boolean;
}

/** What a waker needs to know. */
export interface Looking {
  /** Whether there is room for what a look may find. */
  wants(): boolean;
  /** Looks once, and answers in how many ms to look again unless woken before. */
  look(): Promise<number | null>;
  /** Told of a look that failed; another one follows soon. */
  onError(error: unknown): void;
}

/** Makes a waker: no wake is lost that comes during a look, and none makes two looks run at once. */
export function createWaker({ wants, look, onError }: Looking): Waker {
  let again = false;
  let stopped = false;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const wake = (): void => {
    again = true;
    if (stopped || looking || !wants()) return;
    looking = lookOnce().finally(() => {
      looking = undefined;
      if (again) wake();
    });
  };
  const lookOnce = async (): Promise<void> => {
    again = false;
    try {
      wakeIn(await look());
    } catch (error) {
      onError(error);
      wakeIn(AFTER_ERROR_MS);
    }
  };
  const wakeIn = (ms: number | null): void => {
    clearTimeout(timer);
    if (ms !== null && !stopped) timer = setTimeout(wake, Math.min(Math.max(0, Math.ceil(ms)), HOUR));
  };
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
    isStopped: () => stopped,
  };
}

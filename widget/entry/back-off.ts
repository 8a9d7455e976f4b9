const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/** Waits before another try: longer each time, never the same for two visitors, 15 seconds at most. */
export function backOff(tries: number): Promise<void> {
  const longest = Math.min(FIRST_MS * 2 ** tries, LONGEST_MS);
  return pause(longest * (0.5 + Math.random() / 2));
}

/** Resolves after so many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

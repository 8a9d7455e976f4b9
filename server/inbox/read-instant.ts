const SECONDS_BELOW = 1e11;
const LATEST = Date.UTC(2200, 0, 1);

/** Reads a time of the platform, which comes in milliseconds or seconds, as number or text; null when it is none. */
export function readInstant(value: string | null | undefined): Date | null {
  if (!value || !/^\d{1,15}(\.\d+)?$/.test(value)) return null;
  const number = Number(value);
  const ms = Math.floor(number < SECONDS_BELOW ? number * 1000 : number);
  return ms > 0 && ms < LATEST ? new Date(ms) : null;
}

/** Entry points whose greeting was closed on this page. Nothing is stored: another page of the site may greet once more. */
const closed = new Set<string>();

const GREETS_AFTER_SECONDS = 3;
const FADES_AFTER_MS = 8000;

/** An element that greets. */
export interface Greeter extends Element {
  readonly entry: string;
  readonly greeting: string | undefined;
  /** `fade`: leaves by itself; `hide`: never comes; anything else: stays until it is closed. */
  readonly greetingDisplay: string | undefined;
  readonly greetingDelay: number | undefined;
  /** There once something else was to be shown than a greeting. */
  readonly renderCode: unknown;
  /** Whether the greeting is shown now. */
  greets: boolean;
}

/** Has an element greet after its delay, and stop by itself where it is to fade, until it is told to stop. */
export function scheduleGreeting(element: Greeter, stop: AbortSignal): void {
  let timer = setTimeout(come, (element.greetingDelay ?? GREETS_AFTER_SECONDS) * 1000);
  function come(): void {
    const { entry, greeting, greetingDisplay, renderCode } = element;
    if (!greeting || greetingDisplay === 'hide' || renderCode || closed.has(entry)) return;
    element.greets = true;
    if (greetingDisplay === 'fade') timer = setTimeout(leave, FADES_AFTER_MS);
  }
  function leave(): void {
    // Not while somebody is at it.
    if (element.matches(':hover, :focus-within')) timer = setTimeout(leave, FADES_AFTER_MS);
    else element.greets = false;
  }
  stop.addEventListener('abort', () => clearTimeout(timer));
}

/** Remembers, as long as this page is open, that the visitor closed the greeting of an entry point. */
export function rememberClosed(entry: string): void {
  closed.add(entry);
}

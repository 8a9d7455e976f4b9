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
  readonly open: boolean;
  /** Whether the greeting is shown now. */
  greets: boolean;
}

/** Has an element greet after its delay, and stop by itself where it is to fade; answers what ends both. */
export function scheduleGreeting(element: Greeter): () => void {
  let timer = setTimeout(come, (element.greetingDelay ?? GREETS_AFTER_SECONDS) * 1000);
  function come(): void {
    const { entry, greeting, greetingDisplay, open } = element;
    if (!greeting || greetingDisplay === 'hide' || open || closed.has(entry)) return;
    element.greets = true;
    if (greetingDisplay === 'fade') timer = setTimeout(leave, FADES_AFTER_MS);
  }
  function leave(): void {
    // Not while somebody is at it.
    if (element.matches(':hover, :focus-within')) timer = setTimeout(leave, FADES_AFTER_MS);
    else element.greets = false;
  }
  return () => clearTimeout(timer);
}

/** Remembers, as long as this page is open, that the visitor closed the greeting of an entry point. */
export function rememberClosed(entry: string): void {
  closed.add(entry);
}

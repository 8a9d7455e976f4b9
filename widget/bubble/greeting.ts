/** Entry points whose greeting was closed on this page. Nothing is stored: another page of the site may greet once more. */
const closed = new Set<string>();

const FADES_AFTER_MS = 8000;

/** How a greeting comes and goes; what may change meanwhile is asked when it matters. */
export interface GreetingPlan {
  readonly isWelcome: () => boolean;
  readonly delaySeconds: number;
  readonly fades: () => boolean;
  /** Whether somebody is at it: then it does not leave by itself. */
  readonly isBusy: () => boolean;
}

/** Has a greeting come after its delay, and leave by itself where it fades; answers what stops both. */
export function scheduleGreeting(
  element: { readonly entry: string },
  plan: GreetingPlan,
  say: (shown: boolean) => void,
): () => void {
  let timer = setTimeout(come, plan.delaySeconds * 1000);
  function come(): void {
    if (closed.has(element.entry) || !plan.isWelcome()) return;
    say(true);
    if (plan.fades()) timer = setTimeout(leave, FADES_AFTER_MS);
  }
  function leave(): void {
    if (plan.isBusy()) timer = setTimeout(leave, FADES_AFTER_MS);
    else say(false);
  }
  return () => clearTimeout(timer);
}

/** Remembers, as long as this page is open, that the visitor closed the greeting of an entry point. */
export function rememberClosed(entry: string): void {
  closed.add(entry);
}

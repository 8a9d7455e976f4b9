import { latest, later, MINUTE } from '../../base/clock.ts';
import type { StepRow } from './connection-store.ts';
import type { StepOutcome } from './record-step.ts';

/** After that without an event something is said about why. */
const PATIENCE_MS = 5 * MINUTE;

const WRITE = 'Write anything to the Page from a personal account that has a role on the app, or is a test user of it.';

/**
 * What is said while the first event of a Page has not come: what is missing, or what that most likely means. It is waited
 * for since everything is set.
 */
export function describeWaiting(pageId: string, steps: readonly StepRow[], now: Date): StepOutcome {
  const own = steps.filter((step) => step.pageId === pageId || step.pageId === '');
  const isSetUp = own.every((step) => step.name === 'first_event' || step.state === 'done');
  const since = own.map(({ at }) => at).reduce((a, b) => latest(a, b), null as Date | null) ?? now;
  if (!isSetUp) {
    return { state: 'waiting', detail: 'No event has come yet; other steps have to be mended first.' };
  }
  if (now < later(since, PATIENCE_MS)) {
    return { state: 'waiting', detail: 'Everything is set. Now an event has to come.', fix: WRITE };
  }
  return {
    state: 'waiting',
    problem: 'development_mode',
    detail:
      'Everything is set, and no event has come. Most likely nobody wrote to the Page, or the app is in development mode, where only people with a role on it cause events (a conclusion: no call tells the mode).',
    fix: `${WRITE} For everybody else switch the app to Live (https://developers.facebook.com/apps, top of the page) and get Advanced Access to pages_messaging.`,
  };
}

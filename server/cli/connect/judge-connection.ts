import type { PageConnection } from '../../../shared/api/page-connections.ts';
import { isFaulty } from '../check-marks.ts';
import { counted } from '../counted.ts';
import { FailedError } from '../failed-error.ts';

/** Whether the server is still at it. Pure. */
export function isWorking({ state, steps }: PageConnection): boolean {
  return state === 'connecting' && steps.some((step) => step.state === 'todo' && step.name !== 'first_event');
}

/** Whether only the first event is missing. Pure. */
export function isWaiting({ steps }: PageConnection): boolean {
  return steps.some((step) => step.name === 'first_event' && step.state !== 'done');
}

/** Whether a step did not succeed. Pure. */
export function isFailed({ state, steps }: PageConnection): boolean {
  return state === 'failed' || steps.some((step) => step.state === 'failed');
}

/**
 * Says how it ended. Pure but for what it throws.
 * @param isEventExpected false: nobody waited for the first event
 * @throws {FailedError} with one sentence, when something is not as it must be
 */
export function judgeConnection(connection: PageConnection, isEventExpected: boolean): void {
  const { id, steps, checks, pages } = connection;
  const again = `threadtie connect-page --resume ${id}`;
  const onward = pages.length > 0 ? `Mend it and go on with "${again}".` : 'Mend it and begin again.';
  const failed = steps.filter((step) => step.state === 'failed').length;
  const faulty = checks.filter(isFaulty).length;
  if (isFailed(connection)) {
    throw new FailedError(`${counted(Math.max(1, failed), 'step')} did not succeed. ${onward}`);
  }
  if (isWorking(connection)) throw new FailedError(`The server is still at it. Look again with "${again}".`);
  if (faulty > 0) throw new FailedError(`${counted(faulty, 'thing is', 'things are')} in the way of events. ${onward}`);
  if (isEventExpected && isWaiting(connection)) {
    throw new FailedError(
      `All is set, but no event has arrived yet. Write to the Page and look again with "${again}".`,
    );
  }
}

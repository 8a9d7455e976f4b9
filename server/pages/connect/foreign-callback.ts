import { SetupProblem } from './setup-problem.ts';

const FIX =
  'If that system is no longer needed, choose the Pages again with takesOverCallback (POST /v1/page-connections/{id}/pages, or "threadtie connect-page --resume {id} --take-over-callback"): an app has one callback URL, so that system hears nothing any more. Otherwise connect with an app of its own.';

/** The events of the app go to another system, which nobody said may be cut off. */
export function foreignCallback(origin: string): SetupProblem {
  const detail = `The events of this app go to ${origin}, which would hear nothing any more.`;
  return new SetupProblem('callback_wrong', detail, FIX, null, origin);
}

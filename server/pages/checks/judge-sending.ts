import type { GraphError } from '../../graph/index.ts';
import { PROBLEM_GUIDES } from '../health/problem-guide.ts';
import { type Finding, set, unknown, wrong } from './check-catalogue.ts';
import type { Seen } from './seen.ts';

const MODE_FIX =
  'Switch the app to Live (https://developers.facebook.com/apps, top of the page) and get Advanced Access to pages_messaging; until then use people with a role on the app, or test users.';

/** What a sender action shows: whether this app may write in the newest conversation. null: it was not tried. */
export function judgeSending(seen: Seen<unknown> | null, hasMessaging: boolean, before: Finding | undefined): Finding {
  if (seen === null) return before ?? unknown('sending', 'Not tried yet: somebody has to write to the Page first.');
  if (!seen.error) return set('sending', 'The newest conversation could be marked as read.');
  const { error } = seen;
  if (error.verdict === 'retry' || error.verdict === 'later') return unknown('sending', error.sentence);
  if (error.verdict === 'person_unreachable') {
    return unknown('sending', `It could not be tried with the person who wrote last. ${error.sentence}`);
  }
  const problem = isModeError(error, hasMessaging) ? 'development_mode' : error.problem;
  // A window that has closed, and what nobody knows the meaning of, say nothing of the Page.
  if (problem === null) return unknown('sending', `It could not be tried. ${error.sentence}`);
  return { ...wrong('sending', error.sentence, PROBLEM_GUIDES[problem].whatToDo), problem };
}

/**
 * The mode of the app. No call tells it: it is concluded, and said to be.
 * @param isQuiet everything is set, and still nothing came for a while
 */
export function judgeMode(
  sending: Seen<unknown> | null,
  hasMessaging: boolean,
  isQuiet: boolean,
  before: Finding | undefined,
): Finding {
  if (sending?.error && isModeError(sending.error, hasMessaging)) {
    const detail =
      'The app seems to be in development mode: the platform lets it write only to people with a role on it (concluded from its answer).';
    return wrong('app_mode', detail, MODE_FIX);
  }
  if (sending === null && before?.state === 'wrong') return before;
  const detail = isQuiet
    ? 'Everything is set and nothing has come: most likely the app is in development mode, where only people with a role on it cause events (a conclusion; no call tells the mode).'
    : 'No call tells the mode. In development mode only people with a role on the app cause events and can be written to.';
  return unknown('app_mode', detail, MODE_FIX);
}

/** A permission that was given, and is refused all the same, holds only for people with a role on the app. */
function isModeError(error: GraphError, hasMessaging: boolean): boolean {
  return error.problem === 'development_mode' || (error.code === 200 && error.subcode !== 1545041 && hasMessaging);
}

import type { ArrivalReason } from '../../shared/api/arrivals.ts';

/** What each reason means and what to do, for whoever reads the list. */
const MESSAGES: Record<ArrivalReason, string> = {
  no_ref: 'The link carried no ref. Use the link of an entry point.',
  unknown_ref: 'No entry point knows this ref. If links with it are in print, add it to an entry point as an alias.',
  ref_of_another_page: "The ref belongs to an entry point of another Page. Use that Page's own link.",
  ref_redeemed_by_other: 'Somebody else had come with this ref before: it was shared or leaked. No account was tied.',
  visit_not_registered: 'The visit has not been registered (yet): the browser could not reach this server.',
  identity_expired: 'The person came after the time in which the visit proves an account. Let them click again.',
  context_expired: 'The visit is too old to be known. The arrival counts for its entry point.',
  link_policy_off: "The entry point's link policy is off, so no account was tied.",
  entry_point_archived: 'The entry point is archived: it attributes arrivals, but ties no accounts.',
  entry_point_paused: 'The entry point is paused: it attributes arrivals, but ties no accounts.',
  psid_unknown: 'The platform has not named the person yet: no account can be tied before they write.',
  link_code_unknown: 'The link carried a chat code that is not known, has expired or was used. No account was tied.',
  account_link_conflict: 'This thread is tied to another account of the site already. Remove that link first.',
  link_awaits_proof: 'No account counts before the question is answered: in the thread, or on the site.',
  link_refused: 'The link was not confirmed: a wrong answer, "Not me", none in time, or the site wants a better proof.',
};

/** The sentence for a reason; null when there is none. */
export function reasonMessage(reason: ArrivalReason | null): string | null {
  return reason ? MESSAGES[reason] : null;
}

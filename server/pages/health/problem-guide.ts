import type { ProblemCode } from '../../../shared/api/pages.ts';

/** What a kind of problem means and what to do about it and where, when nothing more exact is known. */
export interface ProblemGuide {
  /** `broken`: no events come, or nothing can be sent. `degraded`: something does not work. */
  readonly severity: 'degraded' | 'broken';
  readonly evidence: string;
  readonly whatToDo: string;
}

const RECONNECT =
  'Connect the Page again with a fresh user token of somebody with a role on it: POST /v1/page-connections, or "threadtie connect-page".';
const REPAIR =
  'Repair the Page: POST /v1/pages/{id}/repair, or "threadtie pages repair". A Page that repairs itself does so at its next check.';
const DASHBOARD = 'https://developers.facebook.com/apps';

/** Every kind of problem, for the person who must act. */
export const PROBLEM_GUIDES: Readonly<Record<ProblemCode, ProblemGuide>> = {
  token_invalid: broken('The platform does not take the access token.', RECONNECT),
  token_expired: broken('The access token has expired.', RECONNECT),
  token_revoked: broken(
    'The access token was withdrawn: a changed password, a lost role, or the app was removed.',
    RECONNECT,
  ),
  token_of_another_page: broken(
    'The access token belongs to another Page.',
    'Give each Page the token that /me/accounts lists beside its id; the guided connection does that by itself.',
  ),
  permission_missing: broken(
    'The token lacks permissions.',
    `Create the user token again and tick the missing permissions; for Pages that are not your own the app also needs Advanced Access to them (${DASHBOARD}, App Review).`,
  ),
  task_missing: degraded(
    'The person who connected the Page lacks tasks on it.',
    'An admin of the Page opens Page settings, Page access, and gives that person "Messages" and "Community activity" (MESSAGING, MODERATE), or full control; then connect again.',
  ),
  app_credentials_wrong: broken(
    'The platform does not accept the app id and app secret.',
    `Copy the app secret from ${DASHBOARD} (App settings, Basic) into META_APP_SECRET, or PUT it to /v1/apps/{id}.`,
  ),
  app_not_subscribed: broken("The app's webhook is not subscribed: nothing is sent to anybody.", REPAIR),
  callback_wrong: broken(
    'The platform does not reach this server at the callback URL.',
    'PUBLIC_URL must be a public https address with a certificate of a public authority that leads to this server, also through firewalls and proxies; then repair the Page.',
  ),
  verify_token_mismatch: broken(
    'At the callback URL somebody answers who does not accept our verify token.',
    'Make sure that PUBLIC_URL leads to this installation and no other, and that META_VERIFY_TOKEN is the same in all its processes and in the dashboard.',
  ),
  page_not_subscribed: broken('The Page is not subscribed to the app: nothing it receives is sent here.', REPAIR),
  fields_missing: degraded('Fields are missing from the subscription, so their events do not arrive.', REPAIR),
  page_unpublished: broken(
    'The Page is not published: only people with a role on it can see it and write to it.',
    'An admin of the Page publishes it: Page settings, Page visibility, Published.',
  ),
  page_restricted: broken(
    'The platform has restricted the Page from sending.',
    'An admin of the Page opens Page quality and the Page Support inbox: there stands why, until when, and how to appeal.',
  ),
  get_started_missing: degraded(
    'The Page has no Get Started button: nothing is told of people who come by a link for the first time.',
    'Connect the Page again, or set get_started in its Messenger profile.',
  ),
  domain_missing: degraded(
    'Origins of the sites are missing from the domains that the Page allows.',
    'Connect the Page again, which adds them, or enter them in the settings of the Page (Advanced messaging, Whitelisted domains).',
  ),
  development_mode: degraded(
    'The app seems to be in development mode: only people with a role on the app cause events and can be written to.',
    `Switch the app to Live (${DASHBOARD}, top of the page) and get Advanced Access to pages_messaging; until then use people with a role or test users. That it is over shows when sending is tried: "threadtie pages check --probe-sending".`,
  ),
  thread_owned_by_other_app: degraded(
    'Another app owns the conversation: it answers, we only listen.',
    'An admin of the Page opens Page settings, Advanced messaging, Conversation routing, and makes this app the default one, or lets the other app pass the conversation.',
  ),
  silent: degraded(
    'No event has come for much longer than is usual for this Page.',
    'Write something to the Page. If it does not arrive, look at the checks of the Page and at the alerts in the dashboard of the app.',
  ),
  rate_limited: degraded(
    'The platform wants fewer calls for a while.',
    'Nothing: it goes on by itself when the platform allows it.',
  ),
};

function broken(evidence: string, whatToDo: string): ProblemGuide {
  return { severity: 'broken', evidence, whatToDo };
}

function degraded(evidence: string, whatToDo: string): ProblemGuide {
  return { severity: 'degraded', evidence, whatToDo };
}

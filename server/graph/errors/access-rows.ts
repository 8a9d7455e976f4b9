import type { ErrorRow } from './error-row.ts';

/** Tokens, permissions and roles: somebody with access to the Page or the app must act. */
export const ACCESS_ROWS: readonly ErrorRow[] = [
  {
    code: 1,
    subcode: 99,
    verdict: 'give_up',
    problem: 'permission_missing',
    scope: 'feature',
    sentence:
      'The platform gives no reason; most often a permission is missing. Connect the Page again and allow everything that is asked for.',
  },
  {
    code: 2,
    subcode: 2018344,
    verdict: 'give_up',
    problem: null,
    sentence:
      "An admin of the Page must accept the platform's privacy terms, in the settings of the Page, before labels work.",
  },
  {
    code: 100,
    subcode: 2018164,
    verdict: 'our_bug',
    problem: null,
    sentence:
      'The app id in the call is not one the platform knows here. Check the id of the app that the thread is handed to.',
  },
  {
    code: 100,
    subcode: 2018247,
    verdict: 'give_up',
    problem: 'permission_missing',
    scope: 'feature',
    sentence:
      'The app may not read profiles of people. Its owner can ask for Business Asset User Profile Access in the app dashboard, under App Review.',
  },
  {
    code: 190,
    subcode: null,
    verdict: 'page_broken',
    problem: 'token_invalid',
    sentence: 'The access token is no longer valid. Somebody with a role on the Page must connect it again.',
  },
  {
    code: 190,
    subcode: 458,
    verdict: 'page_broken',
    problem: 'token_revoked',
    sentence:
      'Whoever connected the Page has removed the app from their account. Somebody with a role on the Page must connect it again.',
  },
  {
    code: 190,
    subcode: 459,
    verdict: 'page_broken',
    problem: 'token_invalid',
    sentence:
      'The account of whoever connected the Page is held at a security check. They must sign in at facebook.com, pass it, and connect the Page again.',
  },
  {
    code: 190,
    subcode: 460,
    verdict: 'page_broken',
    problem: 'token_revoked',
    sentence:
      'Whoever connected the Page has changed their password, which ends their tokens. They must connect the Page again.',
  },
  {
    code: 190,
    subcode: 463,
    verdict: 'page_broken',
    problem: 'token_expired',
    sentence: 'The access token has expired. Somebody with a role on the Page must connect it again.',
  },
  {
    code: 190,
    subcode: 464,
    verdict: 'page_broken',
    problem: 'token_invalid',
    sentence:
      'The account of whoever connected the Page is not confirmed. They must confirm it at facebook.com and connect the Page again.',
  },
  {
    code: 190,
    subcode: 467,
    verdict: 'page_broken',
    problem: 'token_invalid',
    sentence:
      'The access token was ended, for instance by signing out. Somebody with a role on the Page must connect it again.',
  },
  {
    code: 190,
    subcode: 492,
    verdict: 'page_broken',
    problem: 'token_revoked',
    sentence:
      'Whoever connected the Page seems to have lost their role on it. Give them the role back, or let somebody who has one connect the Page again.',
  },
  {
    code: 200,
    subcode: null,
    verdict: 'give_up',
    problem: 'permission_missing',
    sentence: 'A permission is missing. Connect the Page again and allow everything that is asked for.',
    isWide: true,
  },
  {
    code: 200,
    subcode: 2018028,
    verdict: 'give_up',
    problem: 'development_mode',
    sentence:
      'Until the app is live and reviewed only its admins, developers and testers can be written to. Its owner must switch it to live in the app dashboard.',
  },
  {
    code: 230,
    subcode: null,
    verdict: 'give_up',
    problem: 'permission_missing',
    sentence: 'The permission pages_messaging is missing. Connect the Page again and allow messages.',
  },
  {
    code: 2200,
    subcode: null,
    verdict: 'give_up',
    problem: 'verify_token_mismatch',
    sentence:
      'The platform called the callback URL and did not get its challenge back. Check that it is reachable from outside over https, and that the verify token is the same on both sides.',
  },
];

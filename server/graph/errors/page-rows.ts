import type { ErrorRow } from './error-row.ts';

/** Restrictions of a Page, and who controls a thread. */
export const PAGE_ROWS: readonly ErrorRow[] = [
  {
    code: 10,
    subcode: 1893063,
    verdict: 'page_broken',
    problem: 'page_restricted',
    sentence:
      'The platform has restricted the Page from sending. An admin of the Page finds the reason, and how to object, under Page Quality.',
  },
  {
    code: 10,
    subcode: 1404170,
    verdict: 'give_up',
    problem: 'page_restricted',
    scope: 'feature',
    sentence:
      'The platform has restricted the Page from asking people to opt in to marketing messages. An admin of the Page finds the reason under Page Quality.',
  },
  {
    code: 10,
    subcode: 2018300,
    verdict: 'give_up',
    problem: 'thread_owned_by_other_app',
    scope: 'thread',
    sentence:
      'Another app controls this thread. Ask it for control, or make this app the default app in the settings of the Page, under conversation routing.',
  },
  {
    code: 100,
    subcode: 2534037,
    verdict: 'give_up',
    problem: 'thread_owned_by_other_app',
    scope: 'thread',
    sentence:
      'Another app controls this Instagram thread. Ask it for control, or make this app the default app in the settings of the Page, under conversation routing.',
  },
  {
    code: 368,
    subcode: null,
    verdict: 'give_up',
    problem: 'page_restricted',
    sentence:
      'The platform has blocked this for some hours, because of its policies. An admin of the Page finds the reason under Page Quality; do not repeat it.',
  },
  {
    code: 613,
    subcode: 2018338,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The platform warns that message tags are being misused. Stop sending with a tag, and check what the messages are sent for.',
  },
  {
    code: 2022,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence:
      'Messages about commerce are switched off for this Page. An admin of the Page can look into its commerce settings.',
  },
  {
    code: 2018171,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The role of the app for this Page does not allow this. An admin of the Page gives it another one in the settings of the Page, under conversation routing.',
  },
  {
    code: 2018234,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The role of the app for this Page does not allow handing over this thread. Check the settings of the Page, under conversation routing.',
  },
  {
    code: 2018321,
    subcode: null,
    verdict: 'later',
    problem: null,
    sentence: 'An automated flow of the platform is running in this thread. It can be taken over when that is over.',
  },
];

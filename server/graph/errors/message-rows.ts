import type { ErrorRow } from './error-row.ts';

/** What concerns the content of a call. */
export const MESSAGE_ROWS: readonly ErrorRow[] = [
  {
    code: 100,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The platform does not accept a value of this call: a wrong id, a used-up notification token, or a proof made with another app secret. Check what was asked for, and that the current app secret is entered.',
    isWide: true,
  },
  {
    code: 100,
    subcode: 33,
    verdict: 'give_up',
    problem: null,
    sentence:
      'What was asked for does not exist, or this token may not see it. Check the id, and that the Page was connected with all permissions.',
  },
  {
    code: 100,
    subcode: 1893061,
    verdict: 'our_bug',
    problem: null,
    sentence:
      'The message carried a tag that the platform has withdrawn. Send it without one, within 24 hours of an answer.',
  },
  {
    code: 100,
    subcode: 2018008,
    verdict: 'retry',
    problem: null,
    sentence:
      'The platform could not fetch the attachment. Check that its address can be reached from outside, without signing in.',
  },
  {
    code: 100,
    subcode: 2018014,
    verdict: 'our_bug',
    problem: null,
    sentence: 'A message and a sender action were sent in one call. Send them one after the other.',
  },
  {
    code: 100,
    subcode: 2018034,
    verdict: 'our_bug',
    problem: null,
    sentence: 'The message was empty. Give it a text or an attachment.',
  },
  {
    code: 100,
    subcode: 2018047,
    verdict: 'give_up',
    problem: null,
    sentence: 'The attachment is not of the kind that was named. Name the kind that its file has.',
  },
  {
    code: 100,
    subcode: 2018074,
    verdict: 'give_up',
    problem: null,
    sentence: 'The attachment id is unknown, or belongs to another Page. Upload the file again.',
  },
  {
    code: 100,
    subcode: 2018109,
    verdict: 'give_up',
    problem: null,
    sentence: 'The attachment is too large: 25 MB are allowed. Send a smaller file, or a link to it.',
  },
  {
    code: 100,
    subcode: 2018294,
    verdict: 'retry',
    problem: null,
    sentence: 'The platform did not get the video within 75 seconds. Put it on a faster server, or make it smaller.',
  },
  {
    code: 506,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence: 'The same content was sent just before. Change it, or leave it at that.',
  },
  {
    code: 613,
    subcode: 1893016,
    verdict: 'give_up',
    problem: null,
    sentence: 'This person was asked to opt in to this topic before. Do not ask again.',
  },
  {
    code: 1609005,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence: 'The platform cannot use a link in the message. Check that the address can be opened from outside.',
  },
];

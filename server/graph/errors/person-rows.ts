import type { ErrorRow } from './error-row.ts';

const WINDOW_CLOSED =
  'More than 24 hours have passed since this person last wrote. They must write first; until then nothing can be sent to them.';
const UNAVAILABLE =
  'This person cannot be reached now: they may have blocked the Page or closed their account. Wait until they write again.';

/** What concerns the one person a call is about. */
export const PERSON_ROWS: readonly ErrorRow[] = [
  { code: 10, subcode: 2018278, verdict: 'give_up', problem: null, sentence: WINDOW_CLOSED },
  { code: 10, subcode: 2018065, verdict: 'give_up', problem: null, sentence: WINDOW_CLOSED },
  { code: 10, subcode: 2534022, verdict: 'give_up', problem: null, sentence: WINDOW_CLOSED },
  {
    code: 10,
    subcode: 2018108,
    verdict: 'person_unreachable',
    problem: null,
    sentence: 'This person does not receive messages from the Page at the moment. Wait until they write again.',
  },
  {
    code: 10,
    subcode: 1893015,
    verdict: 'give_up',
    problem: null,
    sentence: 'This person has stopped messages about this topic. Do not send any more about it.',
  },
  {
    code: 100,
    subcode: 2018001,
    verdict: 'person_unreachable',
    problem: null,
    sentence:
      'This Page knows nobody with this id. Ids of people hold for one Page only, and an id from Facebook Login is none of them.',
  },
  {
    code: 100,
    subcode: 2018218,
    verdict: 'give_up',
    problem: null,
    sentence:
      'This person has no profile that could be read, for instance because they joined with a phone number only.',
  },
  // Documents disagree about 1545041; what was seen in answers is this, and not a closed window.
  { code: 200, subcode: 1545041, verdict: 'person_unreachable', problem: null, sentence: UNAVAILABLE },
  { code: 551, subcode: null, verdict: 'person_unreachable', problem: null, sentence: UNAVAILABLE },
  { code: 551, subcode: 1545041, verdict: 'person_unreachable', problem: null, sentence: UNAVAILABLE },
  {
    code: 10303,
    subcode: null,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The account linking token is wrong or older than five minutes. The person must tap the log-in button in Messenger again.',
  },
];

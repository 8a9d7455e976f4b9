import type { Step, Way } from './any-steps.ts';
import type { SiteRules } from './login-stage.ts';

/** What is played: the site's rules, how the first log-in is asked for, and what happens once its address is open. */
export type Order = [SiteRules, Way, Step[]];

const ASKING: SiteRules = { onConflict: 'refuse', confirmNumber: true };
const SILENT: SiteRules = { ...ASKING, confirmNumber: false };

const GO_ON: Step = { do: 'go on', of: 0, isOwn: true, account: 0, isRight: true };
const goOn = (times: number): Step[] => Array.from({ length: times }, () => GO_ON);
const begin = (person: 0 | 1): Step[] => [
  { do: 'ask for log-in', person, way: 'button' },
  { do: 'open', of: 0, browser: person },
];
const wait = (minutes: 1 | 4 | 6 | 11): Step => ({ do: 'wait', minutes });
const [AGREED, WITH_CODE] = [4, 5] as const;

/** Log-ins by their own hands, that do tie a thread. */
export const PROPER_ORDERS: readonly Order[] = [
  [ASKING, 'button', goOn(7)],
  [ASKING, 'button on a computer', goOn(5)],
  [ASKING, 'link', goOn(5)],
  [SILENT, 'button', goOn(6)],
  // The account gets another id while its owner has the page of the decision before them.
  [ASKING, 'link', [...goOn(3), { do: 'change', account: 0, becomes: 'rename' }, ...goOn(2)]],
];

/** Orders that chance seldom comes upon, and that once tied a thread or would if one defence were gone. */
export const BAD_ORDERS: readonly Order[] = [
  // Somebody thinks better of it when they have agreed already.
  [SILENT, 'button', [...goOn(AGREED), giveUp(0), ...goOn(2)]],
  // The thread asks already: by a link, on a computer, after a login that took too long, and for the code it was brought.
  [ASKING, 'link', [...goOn(AGREED), { do: 'ask' }, giveUp(0), GO_ON]],
  [ASKING, 'link', [...goOn(AGREED), { do: 'ask' }, giveUp(1), GO_ON]],
  [ASKING, 'button on a computer', [...goOn(AGREED), { do: 'ask' }, giveUp(0), GO_ON]],
  [ASKING, 'button', [...goOn(3), wait(6), GO_ON, { do: 'ask' }, giveUp(0), GO_ON]],
  [ASKING, 'button', [...goOn(6), { do: 'ask' }, giveUp(0), GO_ON]],
  // They do so on the page from before the login.
  [ASKING, 'link', [...goOn(AGREED), { do: 'ask' }, giveUp(2), GO_ON]],
  // The code is brought in the other thread; brought again once the person has disconnected; brought too late.
  [SILENT, 'button', [...goOn(WITH_CODE), { do: 'bring', of: 0, person: 1, isHeld: false }]],
  [
    SILENT,
    'button',
    [...goOn(6), unlinked(), { do: 'deliver', of: 0 }, { do: 'bring', of: 0, person: 0, isHeld: false }],
  ],
  [SILENT, 'button', [...goOn(WITH_CODE), wait(6), GO_ON]],
  // A token that was made for the state of another session; a token that comes back in another browser.
  [
    SILENT,
    'button',
    [GO_ON, ...begin(1), GO_ON, { do: 'come back', of: 0, for: 1, account: 1, browser: 1 }, ...goOn(4)],
  ],
  [SILENT, 'button', [...goOn(2), { do: 'return', of: 0, browser: 1 }, ...goOn(4)]],
  // The page of the decision, and the question, are left alone for too long.
  [SILENT, 'button', [...goOn(3), wait(11), wait(4), ...goOn(3)]],
  [ASKING, 'link', [...goOn(AGREED), { do: 'ask' }, wait(11), GO_ON]],
  // The number is answered wrongly, then rightly; or by the other thread.
  [ASKING, 'link', [...goOn(AGREED), { ...GO_ON, isRight: false }, GO_ON]],
  [ASKING, 'link', [...goOn(AGREED), { ...GO_ON, isOwn: false }]],
  // The person logs out once they are tied, and while the thread asks.
  [ASKING, 'link', [...goOn(5), { do: 'unlink', person: 0, how: 'log out' }]],
  [ASKING, 'button on a computer', [...goOn(AGREED), { do: 'ask' }, unlinked(), GO_ON]],
  // Two came by one link, and both agree.
  [ASKING, 'link', [...goOn(3), { do: 'open', of: 0, browser: 1 }, ...goOn(3), { ...GO_ON, of: 1 }, GO_ON, GO_ON]],
  // The account becomes another's, or nobody's, between the decision and the answer.
  [ASKING, 'link', [...goOn(AGREED), { do: 'change', account: 0, becomes: 'merge' }, GO_ON]],
  [ASKING, 'link', [...goOn(AGREED), { do: 'change', account: 0, becomes: 'erase' }, GO_ON]],
];

/** @param of which of their pages, counted from the newest */
function giveUp(of: number): Step {
  return { do: 'give up', of, isOwn: true };
}

function unlinked(): Step {
  return { do: 'unlink', person: 0, how: 'in Messenger' };
}

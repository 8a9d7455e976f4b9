import type { Step } from './any-steps.ts';
import * as pages from './login-play.ts';
import type { Play, Visit } from './login-play.ts';
import * as threads from './login-threads.ts';
import type { Who } from './login-witness.ts';

/** Takes the step, where there is something yet to take it with. */
export async function take(play: Play, step: Step): Promise<void> {
  switch (step.do) {
    case 'ask for log-in':
      return await pages.askForLogIn(play, step.person, step.way);
    case 'ask':
      return await threads.ask(play);
    case 'type': {
      const number = newest(play.visits, step.of)?.number;
      return number ? await threads.type(play, step.by, number) : undefined;
    }
    case 'unlink':
      return await threads.unlink(play, step.person, step.how);
    case 'change':
      return await threads.change(play, step.account, step.becomes);
    case 'wait':
      return await threads.wait(play, step.minutes);
    case 'go on': {
      const visit = newest(play.visits, step.of);
      return visit && (await goOn(play, visit, step));
    }
    default:
      return await takeInHand(play, step);
  }
}

type InHand = Extract<
  Step,
  { do: 'open' | 'leave' | 'come back' | 'return' | 'agree' | 'give up' | 'go back' | 'bring' | 'deliver' | 'tap' }
>;

/** The steps for which somebody uses what they or others have in their hands. */
async function takeInHand(play: Play, step: InHand): Promise<void> {
  const use = async <T>(list: readonly T[], act: (one: T) => Promise<void>): Promise<void> => {
    const one = newest(list, step.of);
    if (one !== undefined) await act(one);
  };
  switch (step.do) {
    case 'open':
      return await use(play.addresses, (one) => pages.open(play, one, step.browser));
    case 'leave':
      return await use(play.pages, (one) => pages.leave(play, one, step.browser));
    case 'come back':
      return await use(play.states, (one) => {
        const madeFor = newest(play.states, step.for)?.state ?? one.state;
        return pages.comeBack(play, one, { ...step, madeFor });
      });
    case 'return':
      return await use(play.tickets, (one) => pages.goOn(play, one, step.browser));
    case 'agree':
      return await use(play.pages, (one) => pages.agree(play, one, step.browser));
    case 'give up':
      return await use(play.pages, (one) => pages.giveUp(play, one, hand(one.browser, step.isOwn)));
    case 'go back':
      return await use(play.visits, (one) => pages.goBack(play, one, step.browser));
    case 'bring':
      return await use(play.codes, (one) => threads.bring(play, one, step));
    case 'deliver':
      return await use(play.events, (one) => threads.deliver(play, one));
    case 'tap':
      return await use(play.asked, (one) => threads.tap(play, one, step));
  }
}

/** What this session calls for next, in the hands it is in or in the other's. */
async function goOn(play: Play, visit: Visit, step: Extract<Step, { do: 'go on' }>): Promise<void> {
  const [browser, person] = [hand(visit.hand, step.isOwn), hand(visit.person, step.isOwn)];
  const use = async <T extends { visit: Visit | null }>(list: readonly T[], act: (one: T) => Promise<void>) => {
    const one = list.findLast((any) => any.visit === visit);
    if (one !== undefined) await act(one);
  };
  switch (visit.next) {
    case 'leave':
      return await use(play.pages, (one) => pages.leave(play, one, browser));
    case 'come back':
      return await use(play.states, (one) =>
        pages.comeBack(play, one, { madeFor: one.state, account: step.account, browser }),
      );
    case 'return':
      return await use(play.tickets, (one) => pages.goOn(play, one, browser));
    case 'agree':
      return await use(play.pages, (one) => pages.agree(play, one, browser));
    case 'go back':
      return await pages.goBack(play, visit, browser);
    case 'bring':
      return await use(play.codes, (one) => threads.bring(play, one, { person, isHeld: false }));
    case 'answer':
      await threads.ask(play);
      return await use(play.asked, (one) => threads.tap(play, one, { by: person, reply: step.isRight ? 'right' : 0 }));
  }
}

function hand(whose: Who, isOwnHand: boolean): Who {
  return isOwnHand ? whose : whose === 0 ? 1 : 0;
}

function newest<T>(list: readonly T[], back: number): T | undefined {
  return list.length === 0 ? undefined : list[list.length - 1 - (back % list.length)];
}

import { answersWithin } from './engine-hung.ts';
import type { Tab } from './engine.ts';

/** A page with everything on it is there within a second, also on a busy machine within a few. */
const COMMAND_MS = 15_000;
const SHOWN_LENGTH = 80;

/** The same tab, each of whose commands ends in time, if only by EngineHung. */
export function boundTab(tab: Tab): Tab {
  const bound = <T>(what: string, answer: Promise<T>) => answersWithin(COMMAND_MS, what.slice(0, SHOWN_LENGTH), answer);
  return {
    open: (url) => bound(`open ${url}`, tab.open(url)),
    read: (expression) => bound(`read ${shorten(expression)}`, tab.read(expression)),
    clickAt: (x, y, button) => bound(`click at ${x}, ${y}`, tab.clickAt(x, y, button)),
    press: (key) => bound(`press ${key}`, tab.press(key)),
    clickInFrame: (selector) => bound(`click ${selector} in the frame`, tab.clickInFrame(selector)),
    emulate: (medium) => bound('emulate', tab.emulate(medium)),
    closeOthers: () => bound('close the other tabs', tab.closeOthers()),
    close: () => bound('close the tab', tab.close()),
  };
}

/** What a check asked, without the function that looks through shadow roots around it. */
function shorten(expression: string): string {
  return (/return \(([\s\S]*)\); \}\)\(\)$/.exec(expression)?.[1] ?? expression).replace(/\s+/g, ' ');
}

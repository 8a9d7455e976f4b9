import type { Page } from 'playwright-core';
import { settleShowcase } from './settle-showcase.ts';

/** Does what no attribute can: ticks a box, ends links, answers questions and asks for codes, also for ever and in vain. */
export async function actOnElements(page: Page): Promise<void> {
  await page.locator('#ticked').getByRole('checkbox').check();
  await page.evaluate(() => {
    const disconnectBy = (id: string, disconnect: () => Promise<unknown>) =>
      Object.assign(document.getElementById(id) ?? {}, { disconnect });
    disconnectBy('busy', () => new Promise(() => null));
    disconnectBy('failing', () => Promise.reject(new Error('of the site')));
    disconnectBy('ended', () => Promise.resolve());
  });
  await settleShowcase(page);
  await press(page, ':is(#busy, #failing, #ended) [part=disconnect]');
  await press(page, '[entry$=-code] [part=chat-code-offer]');
  await answerQuestions(page);
  await allShow(page, ':is(#failing, #ended)', '.outcome:not(:empty)');
  await allShow(page, ':is([entry=shown-code], [entry=copied-code])', '.signs');
  await press(page, '[entry=copied-code] [part=chat-code-copy]');
  await allShow(page, '[entry=failing-code]', '.problem');
  await page.getByText('✓').waitFor();
}

/** Says yes for the visitor where the names of visits say what comes of it: nothing, or a failure. */
export async function answerQuestions(page: Page, below = ''): Promise<void> {
  await press(page, `${below}:is([entry=busy-answer], [entry=failing-answer]) [part=answer]:first-child`);
  await allShow(page, `${below}[entry=failing-answer]`, '.failed-answer');
}

/** Presses buttons where they stand: nothing scrolls, and nothing comes into view by it. */
async function press(page: Page, buttons: string): Promise<void> {
  await page.locator(buttons).evaluateAll((all) => all.forEach((button) => (button as HTMLElement).click()));
}

async function allShow(page: Page, elements: string, part: string): Promise<void> {
  for (const element of await page.locator(elements).all()) await element.locator(part).first().waitFor();
}

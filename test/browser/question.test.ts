import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { VisitQuestion } from '../../shared/visit.ts';
import { clickIntoMessenger, type Journey, startJourney, tapGetStarted, waitForState } from '../journey/journey.ts';
import { makeGate } from '../support/gate.ts';
import { findFaults } from './find-faults.ts';

const KEY = 'tt_journey_key_0123456789';

let journey: Journey;
let visitor: BrowserContext;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(async () => await journey?.stop());
afterEach(async () => await visitor?.close());

/** The shop's product page for somebody who is signed in as Ada, with a Messenger account of this name. */
async function openShop(linkPolicy: string, name: string, locale = 'en-US'): Promise<Page> {
  const person = await journey.simulator.control.addPerson({ name });
  visitor = await journey.newVisitor();
  const page = await journey.openProduct(visitor, 'Ada Lovelace');
  for (const url of [journey.simulator.url, new URL(page.url()).origin]) {
    await visitor.addCookies([{ name: 'sim_person', value: person.id, url }]);
  }
  const api = await page
    .locator('script[src*="/widget"]')
    .first()
    .evaluate((one) => (one as HTMLScriptElement).src);
  const entry = await page.locator('messenger-button').getAttribute('entry');
  const changed = await fetch(new URL(`/v1/entry-points/${entry}`, api), {
    method: 'PATCH',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ linkPolicy }),
  });
  expect(changed.status).toBe(200);
  await page.addInitScript((lang) => {
    addEventListener('DOMContentLoaded', () => (document.documentElement.lang = lang));
  }, locale);
  await page.reload();
  return page;
}

const status = (page: Page) => page.locator('messenger-button').getByRole('status');
const focused = (page: Page) => page.evaluate('document.activeElement?.localName');

it('shows the number of "match" below the element, says its digits, and leaves the focus where it was', async () => {
  const page = await openShop('match', 'Ada L.');
  const messenger = await clickIntoMessenger(page);
  await tapGetStarted(messenger);
  await page.getByText('Tap this number in Messenger:').waitFor();
  const number = (await page.locator('messenger-button strong [aria-hidden]').textContent()) ?? '';
  expect(number).toMatch(/^[1-9]\d$/);
  expect(await status(page).ariaSnapshot()).toContain(`${number}, ${[...number].join(' ')}`);
  expect(await focused(page)).toMatch(/^(a|body)$/);
  expect(await findFaults(page, 'messenger-button')).toEqual([]);
  const choices = messenger.getByRole('button', { name: /^\d\d$/ });
  await choices.first().waitFor();
  expect(await choices.count()).toBe(8);
  await messenger.getByRole('button', { name: number, exact: true }).click();
  await waitForState(page, 'linked');
  await page.getByText('Messenger is connected').waitFor();
  expect(await page.getByText(number, { exact: true }).count()).toBe(0);
});

it('lets only the person in whose name the visitor confirms, by keyboard alone, and shows a name as nothing else', async () => {
  const name = '<b>Ada</b>\u202e Lovelace';
  const page = await openShop('confirm-on-site', name);
  const messenger = await clickIntoMessenger(page);
  await tapGetStarted(messenger);
  const yes = page.getByRole('button', { name: 'Yes, connect' });
  await yes.waitFor();
  expect(await page.locator('messenger-button bdi').textContent()).toBe('<b>Ada</b> Lovelace');
  expect(await status(page).textContent()).toContain('Name in Messenger: <b>Ada</b> Lovelace. Is this you?');
  for (const button of await page.locator('messenger-button .answers button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  expect(await findFaults(page, 'messenger-button')).toEqual([]);
  await page.bringToFront();
  await page.locator('messenger-button a').focus();
  await page.keyboard.press('Tab');
  expect(await yes.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
  await page.keyboard.press('Enter');
  await waitForState(page, 'linked');
  await expect.poll(() => focused(page)).toBe('a');
});

it('moves the focus to the link also where the visit is connected before the answer is answered', async () => {
  const page = await openShop('confirm-on-site', 'Ada L.');
  const gate = makeGate();
  await page.route(/\/v1\/refs\/[^/]+\/confirm$/, async (route) => {
    const response = await route.fetch();
    await gate.opened;
    await route.fulfill({ response });
  });
  await tapGetStarted(await clickIntoMessenger(page));
  await page.getByRole('button', { name: 'Yes, connect' }).press('Enter');
  await waitForState(page, 'linked');
  expect(await focused(page)).toBe('body');
  gate.open();
  await expect.poll(() => focused(page)).toBe('a');
});

it('says no for the visitor, and nothing is connected', async () => {
  const page = await openShop('confirm-on-site', 'Mallory');
  const messenger = await clickIntoMessenger(page);
  await tapGetStarted(messenger);
  await page.getByRole('button', { name: 'No, that is not me' }).click();
  await waitForState(page, 'failed');
  const told = messenger.getByText('This was meant for somebody else');
  await told.waitFor();
  expect(await told.count()).toBe(1);
});

it('says in every kind of question and language what to do, also from right to left and where the server is gone', async () => {
  const page = await openShop('match', 'Ada L.', 'ar');
  let question: Partial<VisitQuestion> = { kind: 'waiting', reason: 'window_closed', message: '' };
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  await page.route(/\/v1\/refs\/[^/]+\/events$/, async (route) => {
    const identity = { status: 'accepted', code: null, message: null };
    const visit = { id: 'ref_1', entryPoint: 'x', identity, account: null, stages: [], expiresAt };
    const body = `data: ${JSON.stringify({ ...visit, state: 'asked', question: { ...question, expiresAt } })}\n\n`;
    await route.fulfill({ contentType: 'text/event-stream', body });
  });
  await page.route(/\/v1\/refs\/[^/]+\/confirm$/, async (route) => await route.abort());
  const messenger = await clickIntoMessenger(page);
  await messenger.close();
  await page.getByText('لا يمكننا مراسلتك في Messenger بعد').waitFor();
  expect(await page.locator('messenger-button .question').getAttribute('dir')).toBe('rtl');
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(fetched.flatMap((name) => /widget-(rare-\w+)\.mjs/.exec(name)?.[1] ?? [])).toEqual(['rare-ar']);
  question = { kind: 'code', person: 'Eve', thread: false, site: true };
  await page.getByText('خطوة أخيرة: أجب في Messenger.').waitFor();
  question = { kind: 'code', person: 'Eve', thread: false, site: false };
  await page.getByRole('button', { name: 'نعم، اربط' }).click();
  await page.getByText('لم ينجح ذلك. حاول مرة أخرى.').waitFor();
  expect(await findFaults(page, 'messenger-button')).toEqual([]);
});

it('shows the number in <messenger-link-status>, too, and next to what is connected already', async () => {
  const page = await openShop('match', 'Ada L.');
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const button = document.querySelector('messenger-button');
      const element = document.createElement('messenger-link-status');
      for (const { name, value } of button?.attributes ?? []) element.setAttribute(name, value);
      element.setAttribute('connected-as', 'a***@pineandkettle.example');
      element.innerHTML = button?.innerHTML ?? '';
      button?.replaceWith(element);
    });
  });
  await page.reload();
  await page.locator('messenger-link-status:defined').waitFor();
  const opened = visitor.waitForEvent('page');
  await page.locator('messenger-link-status a').click();
  await tapGetStarted(await opened);
  await page.locator('messenger-link-status strong').waitFor();
  expect(await page.locator('messenger-link-status').getByText('Connected as').count()).toBe(1);
});

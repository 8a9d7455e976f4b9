import type { Page } from 'playwright-core';

/** How somebody proves who they are on the way. */
export type LoginStep = (page: Page) => Promise<void>;

/** At the shop itself, as Ada. */
export const atShop: LoginStep = (page) => page.getByRole('button', { name: /Ada Lovelace/ }).click();

/** At the identity provider: signs in, and lets the shop know. */
export const atProvider: LoginStep = async (page) => {
  await page.getByPlaceholder('Enter any login').fill('42');
  await page.getByPlaceholder('and password').fill('x');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

/** From the first of the linking pages to that of the decision. */
export async function logIn(page: Page, step: LoginStep): Promise<void> {
  await page.waitForURL(/\/link\//);
  await page.getByRole('button', { name: /^Log in to/ }).click();
  await step(page);
  await page.getByRole('heading', { name: 'Are both of these yours?' }).waitFor();
}

/** Agrees, and answers the number that the page shows then. */
export async function agree(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  return (await page.locator('.number').textContent()) ?? '';
}

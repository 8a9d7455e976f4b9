import type { Page } from 'playwright-core';

/** Writes something in the thread. */
export async function write(chat: Page, text: string): Promise<void> {
  await chat.getByRole('textbox', { name: 'Message' }).fill(text);
  await chat.keyboard.press('Enter');
}

/** Taps one of the answers below the newest message. */
export async function tap(chat: Page, title: string): Promise<void> {
  await chat.getByRole('form', { name: 'Quick replies' }).getByRole('button', { name: title, exact: true }).click();
}

/** A number that the thread offers and that is not this one. */
export async function otherThan(number: string, chat: Page): Promise<string> {
  const answers = chat.getByRole('form', { name: 'Quick replies' }).getByRole('button', { name: /^\d\d$/ });
  await answers.first().waitFor();
  return (await answers.allTextContents()).find((one) => one !== number) ?? '';
}

/** Has Messenger's button sent, and taps it; on a computer, the one beside it, which leads to the page all the same. */
export async function tapLogIn(chat: Page, device: 'phone' | 'desktop' = 'phone'): Promise<void> {
  await write(chat, 'log in');
  if (device === 'phone') return await chat.getByRole('button', { name: 'Log In' }).click();
  await chat.getByText('Log In and Log Out work in the app on a phone only.').waitFor();
  await chat.getByRole('link', { name: 'Open the page' }).click();
}

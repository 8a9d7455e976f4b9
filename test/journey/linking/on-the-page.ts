import type { Page } from 'playwright-core';
import { tapGetStarted } from '../journey.ts';

/** Clicks the link of one of the elements on the page of the ways; answers the thread that opens, begun. */
export async function clickWay(ways: Page, element: string): Promise<Page> {
  const opened = ways.context().waitForEvent('page');
  await ways.locator(`${element} a`).first().click();
  const chat = await opened;
  await chat.waitForURL(/\/chat\//);
  await tapGetStarted(chat);
  return chat;
}

/** The number that the page of the ways shows. */
export async function numberOn(ways: Page): Promise<string> {
  return (await ways.locator('#by-match strong [aria-hidden]').textContent()) ?? '';
}

/** Asks for a code at the QR code; answers the address that the picture carries then. */
export async function readPicture(ways: Page): Promise<string> {
  await askCode(ways, '#by-qr');
  return await ways.locator('#by-qr').evaluate((node) => {
    const { visitRef, urlWith } = node as HTMLElement & { visitRef: string; urlWith(ref: string): string };
    return urlWith.call(node, visitRef);
  });
}

/** Asks for a code in the element; answers it. */
export async function askCode(ways: Page, element: string): Promise<string> {
  await ways.locator(element).getByRole('button', { name: 'Use a code instead' }).click();
  return (await ways.locator(`${element} .signs`).textContent()) ?? '';
}

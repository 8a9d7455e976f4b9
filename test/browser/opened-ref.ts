import type { Page } from 'playwright-core';

/** Does on the page what opens Messenger in another tab, and answers the ref that it was opened with. */
export async function openedRef(page: Page, act: () => Promise<unknown>): Promise<string> {
  const [messenger] = await Promise.all([page.context().waitForEvent('page'), act()]);
  await messenger.waitForURL(/\/m\//);
  return new URL(messenger.url()).searchParams.get('ref') ?? '';
}

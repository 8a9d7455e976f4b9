import assert from 'node:assert/strict';
import { auditPage } from '../audit-page.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const BUTTON = `find('messenger-button').getAttribute('state')`;

/** The pages that the server itself shows: the demo and the API's documentation. */
export const OWN_PAGE_CHECKS: readonly Check[] = [
  {
    rule: 'axe objects to nothing on the demo page, in any state',
    async run(stage) {
      await openDemo(stage);
      for (const [state, shown] of [
        ['idle', 'idle'],
        ['waiting', 'waiting'],
        ['arrived', 'arrived'],
        ['linked', 'linked'],
        ['refused', 'failed'],
      ] as const) {
        await choose(stage, 'state', state);
        await stage.shows(BUTTON, shown);
        await auditPage(stage);
      }
    },
  },
  {
    rule: 'axe objects to nothing on the demo page, dark and in Hebrew',
    async run(stage) {
      await openDemo(stage);
      await choose(stage, 'theme', 'dark');
      await choose(stage, 'lang', 'he');
      await choose(stage, 'state', 'linked');
      await stage.shows(BUTTON, 'linked');
      await stage.shows('document.documentElement.dir', 'rtl');
      await auditPage(stage);
    },
  },
  {
    rule: 'the demo page is worked by the keyboard',
    async run(stage) {
      await openDemo(stage);
      await stage.read(`find('select[name=width]').focus()`);
      await stage.tab.press('Tab');
      await stage.shows(`document.activeElement.matches('messenger-button a')`, true);
      await stage.tab.press('Enter');
      await stage.shows(BUTTON, 'waiting');
    },
  },
  {
    rule: 'the documentation of the API is shown from this host alone',
    async run(stage) {
      const { url } = (await stage.grounds.oldSite()).server;
      await stage.tab.open(`${url}/docs`);
      const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
      const calls = Object.values(paths).flatMap((path) => Object.keys(path));
      await stage.shows(`document.querySelectorAll('.opblock').length`, calls.length);
      const hosts = await stage.read<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
      assert.deepEqual(
        hosts.filter((name) => /^https?:/.test(name) && !name.startsWith(url)),
        [],
      );
    },
  },
];

async function openDemo(stage: Stage): Promise<void> {
  await stage.tab.open(`${(await stage.grounds.oldSite()).server.url}/demo`);
  await stage.shows(
    `document.querySelectorAll('[data-snippet]').length > 3 && !!find('messenger-button[state]')`,
    true,
  );
}

async function choose(stage: Stage, name: string, value: string): Promise<void> {
  await stage.read(`(() => {
    const select = find('select[name=${name}]');
    select.value = '${value}';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
}

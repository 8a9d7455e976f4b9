import assert from 'node:assert/strict';
import { comes } from '../comes.ts';
import { type Meta, startMeta } from '../meta.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LINK = 'messenger-button a';
const STATE = `find('messenger-button').getAttribute('plugin-state')`;
const answer = (consent: boolean) =>
  `addEventListener('messenger-consent', ({ detail }) => detail.answer(Promise.resolve(${consent})));`;

/** Why the plugin does not come, and what the server is told. */
const OBSTACLES: readonly (readonly [title: string, reason: string, put: (meta: Meta, stage: Stage) => unknown])[] = [
  ['the script is not there', 'sdk_blocked', ({ sim }) => turn(sim.url, { isBlocked: true })],
  ['the page’s policy forbids the script', 'sdk_blocked', (_, stage) => forbid(stage, '')],
  ['the page’s policy forbids the frame', 'frame_blocked', ({ sim }, stage) => forbid(stage, sim.url)],
  [
    'the domain is not on the Page’s list',
    'domain_not_whitelisted',
    ({ sim, pageId }) => sim.control.setPage(pageId, { domains: [] }),
  ],
];

/** Meta's own plugins: only after consent and the visitor's act, and never in the way of the link. */
export const PLUGIN_CHECKS: readonly Check[] = [
  onMeta('nothing of Meta’s is asked for before the visitor acts', async (stage, meta) => {
    await visit(stage);
    await stage.shows(`performance.getEntriesByType('resource').some(({ name }) => name.includes('plugin'))`, true);
    assert.deepEqual(await meta.asked(), []);
  }),
  onMeta('a click shows the plugin, whose opt-in carries the ref of this visit', async (stage, meta) => {
    await visit(stage);
    await stage.click(LINK);
    await stage.shows(STATE, 'shown');
    await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
    assert.match((await meta.asked())[0] ?? '', /de_DE\/sdk\.js$/);
    await stage.tab.clickInFrame('[data-act=click]');
    await comes(() => meta.peer.webhooks.length, 1, 'the number of webhooks');
    assert.deepEqual(meta.peer.event(0)['optin'], { ref: stage.api.registrations[0]?.ref });
    await stage.shows('heard', ['open']);
  }),
  onMeta('the link beside the plugin opens the same visit', async (stage) => {
    await visit(stage);
    await stage.click(LINK);
    await stage.shows(STATE, 'shown');
    await stage.click(LINK);
    await stage.opensVisit();
  }),
  onMeta('without consent the same click opens the link, and nothing of Meta’s is asked for', async (stage, meta) => {
    await visit(stage, false);
    await stage.click(LINK);
    await stage.opensVisit();
    assert.deepEqual(await meta.asked(), []);
  }),
  onMeta('switched off at the server it is off on every page: the same click opens the link', async (stage, meta) => {
    await visit(stage);
    stage.server.config = { plugin: null };
    await stage.click(LINK);
    await stage.opensVisit();
    assert.deepEqual([await meta.asked(), await stage.read('heard')], [[], ['open']]);
  }),
  ...OBSTACLES.map(([title, reason, put]) =>
    onMeta(`where ${title} the same click opens the link, and the server is told why`, async (stage, meta) => {
      await put(meta, stage);
      await visit(stage);
      await stage.click(LINK);
      await stage.opensVisit();
      // Told once more, with a count of 0, it only joins the visit that was registered meanwhile.
      const told = () => stage.server.told.flatMap(({ reason, count }) => (count === 0 ? [] : (reason ?? [])));
      await comes(told, [reason], 'what the server was told');
      // A browser that refuses a tab so late has this page go there itself.
      if ((await stage.read('document.title')) !== 'Shop') return;
      await stage.shows(STATE, 'failed');
      assert.equal(await stage.read(`find('messenger-button iframe')`), null);
    }),
  ),
  onMeta("Meta's checkbox takes the place of ours, and its opt-in comes once the form is sent", async (stage, meta) => {
    stage.site.before = answer(true);
    const box = stage.element('checkbox', 'plugin name="messenger"');
    await stage.visit(`<form>${box}<button>Send</button></form>`);
    await stage.click('[part=box]');
    await stage.shows(`!!find('messenger-checkbox iframe') && !find('[part=box]')`, true);
    const value = `new FormData(document.forms[0]).get('messenger')`;
    assert.equal(await stage.read(value), null);
    await stage.shows(
      `performance.getEntriesByType('resource').some(({ name }) => name.includes('/sdk/frame?'))`,
      true,
    );
    await stage.tab.clickInFrame('[data-act=tick]');
    await stage.shows(`/^u_/.test(${value})`, true);
    await stage.click('form > button');
    await comes(() => meta.peer.webhooks.length, 1, 'the number of webhooks');
    const userRef = await stage.read(value);
    assert.deepEqual(meta.peer.event(0)['optin'], { ref: stage.api.registrations[0]?.ref, user_ref: userRef });
  }),
];

function onMeta(rule: string, play: (stage: Stage, meta: Meta) => Promise<void>): Check {
  return {
    rule,
    async run(stage) {
      const meta = await startMeta(stage);
      try {
        await play(stage, meta);
      } finally {
        await meta.close();
      }
    },
  };
}

async function visit(stage: Stage, consent = true): Promise<void> {
  stage.site.before = answer(consent);
  await stage.visit(stage.element('button', 'plugin'), { html: 'lang="de"' });
  await stage.shows(`customElements.get('messenger-button') !== undefined`, true);
  const isThere = `performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.includes('widget-plugin') && responseEnd)`;
  await stage.shows(isThere, true);
  await stage.reaches('idle');
}

async function turn(sim: string, change: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sim}/control/sdk`, { method: 'POST', headers, body: JSON.stringify(change) });
}

function forbid({ site, server }: Stage, scripts: string): void {
  const both = `${server.origin} ${site.origin}`;
  const policy = `default-src 'none'; script-src ${both} ${scripts}; connect-src ${both}`;
  site.headers = { 'content-security-policy': policy };
}

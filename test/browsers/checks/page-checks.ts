import assert from 'node:assert/strict';
import { PAGE_ID } from '../../support/server.ts';
import { texts as german } from '../../../widget/parts/lang-de.ts';
import { texts as hebrew } from '../../../widget/parts/lang-he.ts';
import { startTakeoverSite } from '../../browser/takeover-site.ts';
import { strictPolicy } from '../../browser/button-shop.ts';
import { comes, type Stage } from '../stage.ts';
import type { Site } from '../site.ts';
import type { Check } from './check.ts';

/** A foreign host that the page itself asks: its refusal shows that the browser would report others. */
const DECOY = 'http://127.0.0.1:9';
const FAMILY = ['button', 'bubble', 'qr', 'checkbox', 'link-status'];

/** What the widget does to a page, whichever elements are on it. */
export const PAGE_CHECKS: readonly Check[] = [
  {
    rule: 'every element is defined, and no host is asked but the site and the server before the visitor acts',
    async run(stage) {
      const { api, site } = stage;
      const both = `'self' ${api.origin}`;
      const policy = `default-src ${both}; style-src ${both} 'unsafe-inline'; report-uri /reports`;
      site.headers = { 'content-security-policy': policy };
      await stage.visit(family(stage) + `<img alt="" src="${DECOY}/">`);
      await areDefined(stage);
      await stage.shows(`!!find('.launcher') && !!find('[part=box]') && !!find('.screen path')`, true);
      const names = await stage.read<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
      const strangers = names.filter((name) => ![api.origin, site.origin, DECOY].includes(new URL(name).origin));
      assert.deepEqual(strangers, []);
      await comes(() => refusals(site), [`${DECOY}/`], 'what the policy refused');
    },
  },
  {
    rule: 'before the visitor acts nothing is asked but the script, and nothing is kept',
    async run(stage) {
      await stage.visit(`<messenger-button entry="spring-sale">${stage.link()}</messenger-button>`);
      await stage.shows(`find('messenger-button').getAttribute('state')`, 'idle');
      assert.deepEqual(stage.api.requests, ['GET /widget.js']);
      assert.deepEqual(await stage.read('[localStorage.length, sessionStorage.length, document.cookie]'), [0, 0, '']);
    },
  },
  {
    rule: 'a policy without inline script, without style and with Trusted Types is kept from page to linked',
    async run(stage) {
      const { api, site } = stage;
      const policy = Object.values(strictPolicy(api.origin, site.origin)).join('');
      const own = policy.replace('script-src', `script-src ${site.origin}`);
      site.headers = { 'content-security-policy': `${own}; report-uri /reports` };
      await stage.visit(`${family(stage)}<p style="color: red">`);
      await areDefined(stage);
      await stage.click('messenger-button a');
      await comes(() => site.opened.length, 1, 'the number of opened links');
      await stage.tab.closeOthers();
      await comes(() => api.streams.size > 0, true, 'whether the server is listened to');
      api.say('linked');
      await stage.shows(`find('messenger-button').getAttribute('state')`, 'linked');
      await comes(() => refusals(site), ['inline'], 'what the policy refused');
    },
  },
  {
    rule: 'the line below a button is in the language of the page, from right to left where that is so',
    async run(stage) {
      for (const [code, { status }, dir] of [
        ['de', german, 'ltr'],
        ['he', hebrew, 'rtl'],
      ] as const) {
        await stage.visit(`<messenger-button entry="spring-sale">${stage.link()}</messenger-button>`, `lang="${code}"`);
        await stage.click('messenger-button a');
        await stage.shows(`find('[role=status]').textContent`, status.waiting);
        await stage.shows(`getComputedStyle(find('[role=status] [lang]')).direction`, dir);
        await stage.tab.closeOthers();
        await stage.read('sessionStorage.clear()');
      }
    },
  },
  {
    rule: "Meta's old markup is taken over, also where it comes later, and the FB calls are answered",
    run: takeOver,
  },
];

const link = ({ link }: Stage, name: string) => `<messenger-${name} entry="spring-sale">${link()}</messenger-${name}>`;
const family = (stage: Stage) => `<form>${FAMILY.map((name) => link(stage, name)).join('')}</form>`;

async function areDefined(stage: Stage): Promise<void> {
  const undefinedOnes = `[${FAMILY.map((name) => `'messenger-${name}'`)}].filter((name) => !customElements.get(name))`;
  await stage.shows(undefinedOnes, []);
}

/** Each thing once: a browser may report it twice, and asks for a site's icon by itself. */
function refusals({ violations }: Site): readonly string[] {
  return [...new Set(violations)].filter((blocked) => !blocked.endsWith('/favicon.ico'));
}

async function takeOver(stage: Stage): Promise<void> {
  const old = await startTakeoverSite();
  try {
    const code = await old.createEntry('old-button', 'button');
    await old.createEntry('old-bubble', 'bubble');
    const send = `<div class="fb-send-to-messenger" page_id="${PAGE_ID}" data-ref="order-55" cta_text="GET_STARTED"></div>`;
    const chat = `<div class="fb-customerchat" page_id="${PAGE_ID}" theme_color="#ffd400"></div>`;
    old.shop.page = { headers: {}, html: `<!doctype html><html lang="en"><main>${send}</main>${old.tag}</html>` };
    await stage.tab.open(old.shop.origin);
    await stage.shows(`find('messenger-button a')?.href`, `${old.shop.origin}/m/${PAGE_ID}?ref=${code}`);
    await stage.shows(`find('messenger-button a').textContent`, 'Get started');
    await stage.read(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(chat)})`);
    await stage.shows(`find('messenger-bubble')?.getAttribute('entry')`, 'old-bubble');
    assert.equal(await stage.read('typeof FB.XFBML.parse'), 'function');
    await stage.click('messenger-button a');
    await comes(
      () => old.shop.opened.some((path) => path.includes(`ref=${code}_`)),
      true,
      'whether a visit was opened',
    );
  } finally {
    await old.stop();
  }
}

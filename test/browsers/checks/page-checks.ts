import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { comes } from '../comes.ts';
import { NotAvailable } from '../engines/not-available.ts';
import type { Site } from '../site.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';
import { strictly } from './strictly.ts';

/** A foreign host that the page itself asks: its refusal shows that the browser would report others. */
const DECOY = 'http://127.0.0.1:9';
const FAMILY = ['button', 'bubble', 'qr', 'checkbox', 'link-status'];

/** What the widget does to a page, whichever elements are on it, and what a page's policy may forbid. */
export const PAGE_CHECKS: readonly Check[] = [
  {
    rule: 'every element is defined, and no host is asked but the site and the server before the visitor acts',
    async run(stage) {
      const { server, site } = stage;
      const both = `'self' ${server.origin}`;
      const policy = `default-src ${both}; style-src ${both} 'unsafe-inline'; report-uri /reports`;
      site.headers = { 'content-security-policy': policy };
      await stage.visit(family(stage) + `<img alt="" src="${DECOY}/">`);
      await areDefined(stage);
      await stage.shows(`!!find('.launcher') && !!find('[part=box]') && !!find('.screen path')`, true);
      const names = await stage.read<string[]>(`performance.getEntriesByType('resource').map(({ name }) => name)`);
      const strangers = names.filter((name) => ![server.origin, site.origin, DECOY].includes(new URL(name).origin));
      assert.deepEqual(strangers, []);
      await comes(() => refusals(site), [`${DECOY}/`], 'what the policy refused');
    },
  },
  {
    rule: 'before the visitor acts nothing is asked but the script, and nothing is kept',
    async run(stage) {
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      assert.deepEqual(stage.api.requests, ['GET /widget.js']);
      assert.deepEqual(await stage.read('[localStorage.length, sessionStorage.length, document.cookie]'), [0, 0, '']);
    },
  },
  {
    rule: 'a policy without inline script and without style is kept from page to linked, by every element',
    async run(stage) {
      const { api, site } = stage;
      site.headers = strictly(stage);
      await stage.visit(`${family(stage)}<p style="color: red">`);
      await areDefined(stage);
      await stage.click('messenger-button a');
      await comes(() => site.opened.length, 1, 'the number of opened links');
      await stage.tab.closeOthers();
      await comes(() => api.streams.size > 0, true, 'whether the server is listened to');
      api.say('linked');
      await stage.reaches('linked');
      await comes(() => refusals(site), ['inline'], 'what the policy refused');
    },
  },
  {
    rule: 'Trusted Types that are required are kept by every element',
    async run(stage) {
      stage.site.headers = strictly(stage);
      await stage.visit(`${family(stage)}<p></p>`);
      if (await stage.read('!window.trustedTypes')) throw new NotAvailable('this browser has no Trusted Types');
      await areDefined(stage);
      const own = `(() => { try { find('p').innerHTML = 'x'; return ''; } catch ({ name }) { return name; } })()`;
      assert.equal(await stage.read(own), 'TypeError');
      await stage.shows(`!!find('.launcher') && !!find('[part=box]') && !!find('.screen path')`, true);
      await stage.click('messenger-button a');
      await stage.reaches('waiting');
    },
  },
  {
    rule: 'a policy of nonces lets the script in with its parts',
    async run(stage) {
      stage.site.headers = { 'content-security-policy': `script-src 'nonce-a1' 'strict-dynamic'; object-src 'none'` };
      const page = stage.page(family(stage), { tag: stage.tag('async nonce="a1"') });
      stage.site.html = page.replace('src="/site.js"', 'nonce="a1" src="/site.js"');
      await stage.tab.open(stage.site.origin);
      await areDefined(stage);
      await stage.click('messenger-button a');
      await stage.reaches('waiting');
    },
  },
  {
    rule: 'the entry file is taken with its own hash, and with another the links stay as they were',
    async run(stage) {
      const code = await (await fetch(`${stage.server.origin}/widget.js`)).text();
      const hash = createHash('sha384').update(code).digest('base64');
      const tag = (of: string) => stage.tag(`async crossorigin="anonymous" integrity="sha384-${of}"`);
      await stage.visit(stage.element('button'), { tag: tag(hash) });
      await stage.reaches('idle');
      await stage.visit(stage.element('button'), {
        tag: tag(hash.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))),
      });
      await stage.click('messenger-button a');
      await comes(() => stage.site.opened, ['/m/1067?ref=SPRING1'], 'what was opened');
    },
  },
  {
    rule: 'the names of the page gain one: Threadtie',
    async run(stage) {
      const names = 'Object.getOwnPropertyNames(window).concat(Object.keys(document))';
      await stage.visit(family(stage), { tag: '' });
      const before = await stage.read<string[]>(names);
      await stage.visit(family(stage));
      await areDefined(stage);
      await stage.click('messenger-button a');
      await stage.reaches('waiting');
      const after = await stage.read<string[]>(names);
      assert.deepEqual(
        after.filter((name) => !before.includes(name)),
        ['Threadtie'],
      );
    },
  },
  {
    rule: 'cookies do not go to the server',
    async run(stage) {
      stage.site.headers = { 'set-cookie': 'of-the-visitor=1; Path=/' };
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      assert.equal(await stage.read('document.cookie'), 'of-the-visitor=1');
      await stage.click('messenger-button a');
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      assert.deepEqual(stage.server.cookies, []);
    },
  },
  {
    rule: 'the module without side effects defines nothing until it is told to',
    async run(stage) {
      const tag = `<script type="module">import * as door from '${stage.server.origin}/widget.pure.mjs'; window.door = door;</script>`;
      await stage.visit(stage.element('button'), { tag });
      await stage.shows('typeof window.door', 'object');
      assert.equal(await stage.read(`customElements.get('messenger-button') === undefined`), true);
      await stage.read(`(door.configure({ apiOrigin: '${stage.server.origin}' }), door.defineElements(), 0)`);
      await stage.click('messenger-button a');
      await stage.opensVisit();
    },
  },
];

const family = (stage: Stage) => `<form>${FAMILY.map((name) => stage.element(name)).join('')}</form>`;

async function areDefined(stage: Stage): Promise<void> {
  const undefinedOnes = `[${FAMILY.map((name) => `'messenger-${name}'`)}].filter((name) => !customElements.get(name))`;
  await stage.shows(undefinedOnes, []);
}

/** Each thing once: a browser may report it twice, and asks for a site's icon by itself. */
function refusals({ violations }: Site): readonly string[] {
  return [...new Set(violations)].filter((blocked) => !blocked.endsWith('/favicon.ico'));
}

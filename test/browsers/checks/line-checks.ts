import { comes } from '../comes.ts';
import type { Relay } from '../relay.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LINK = 'messenger-button a';
const PLAIN = '/m/1067?ref=SPRING1';
const FILTERS: readonly (readonly [title: string, addresses: RegExp])[] = [
  ['what is counted', /stages/],
  ['the parts of our script', /widget-/],
  ['our server', /\/v1\//],
];

/** What works where scripts, our server or the whole network cannot be had. */
export const LINE_CHECKS: readonly Check[] = [
  {
    rule: 'the link works where the page may run no script at all',
    async run(stage) {
      stage.site.headers = { 'content-security-policy': 'sandbox allow-same-origin allow-popups' };
      // Nothing can be asked of such a page: the link is wherever one clicks.
      await stage.visit(stage.element('button'), { head: '<style>a { position: fixed; inset: 0; }</style>' });
      await stage.tab.clickAt(300, 300);
      await comes(() => stage.site.opened, [PLAIN], 'what was opened');
      await stage.shows('document.title', 'Messenger');
    },
  },
  {
    rule: 'the link works where the policy blocks the script',
    async run(stage) {
      stage.site.headers = { 'content-security-policy': "script-src 'self'" };
      await staysPlain(stage);
    },
  },
  {
    rule: 'the link works where a filter blocks the script',
    async run(stage) {
      stage.server.blocked = /widget\.js/;
      await staysPlain(stage);
    },
  },
  {
    rule: 'the link of every element is there where its own part cannot be had',
    async run(stage) {
      stage.server.blocked = /widget-(bubble|qr|checkbox|link-status)\.mjs/;
      const others = ['bubble', 'qr', 'checkbox', 'link-status'];
      await stage.visit(['button', ...others].map((name) => stage.element(name)).join(' '));
      await stage.reaches('idle');
      await stage.shows(`[...document.querySelectorAll('main a')].every((a) => a.checkVisibility())`, true);
      for (const name of others) {
        await stage.click(`messenger-${name} a`);
        await comes(() => stage.site.opened.pop(), PLAIN, 'what was opened');
        await stage.shows('document.title', 'Messenger');
        await stage.tab.open(`${stage.site.origin}/p/7`);
      }
    },
  },
  ...FILTERS.map(([title, addresses]) => ({
    rule: `a filter that blocks ${title} leaves links that open with a visit's ref`,
    async run(stage: Stage) {
      stage.server.blocked = addresses;
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      await stage.click(LINK);
      await comes(() => stage.site.opened.some((url) => /ref=SPRING1_/.test(url)), true, 'whether a visit was opened');
    },
  })),
  {
    rule: 'a visit opened while the server is away is registered when it is back',
    async run(stage) {
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      await isRegisteredOnceBack(stage, stage.server);
    },
  },
  {
    rule: 'without a network a click tries the link, and its visit is registered when the network is back',
    async run(stage) {
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      stage.site.isDown = true;
      stage.server.blocked = /./;
      await stage.click(LINK);
      await stage.reaches('waiting');
      await stage.shows(`find('${LINK}').href`, `${stage.site.origin}${PLAIN}`);
      await stage.tab.closeOthers();
      stage.site.isDown = false;
      stage.server.blocked = null;
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
    },
  },
];

async function staysPlain(stage: Stage): Promise<void> {
  await stage.visit(stage.element('button'));
  await stage.click(LINK);
  await comes(() => stage.site.opened, [PLAIN], 'what was opened');
  await stage.shows('document.title', 'Messenger');
}

async function isRegisteredOnceBack(stage: Stage, server: Relay): Promise<void> {
  server.blocked = /\/v1\//;
  await stage.click(LINK);
  await stage.reaches('waiting');
  await comes(() => stage.site.opened.length, 1, 'the number of opened links');
  server.blocked = null;
  await stage.opensVisit();
}

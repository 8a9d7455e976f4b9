import { SCRIPT_HAZARDS, STYLE_HAZARDS } from '../../browser/hostile-page.ts';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LINK = 'messenger-button a';
const CALLS_NOBODY = 'fetch that throws';

/** Pages that do something to every script and every link on them. */
export const HOSTILE_CHECKS: readonly Check[] = [
  ...STYLE_HAZARDS.map(({ title, css }) => ({
    rule: `a style sheet with ${title} leaves a button that can be read and hit, and the bubble in its corner`,
    async run(stage: Stage) {
      await stage.visit(family(stage), { head: `<style>${css}</style>` });
      await stage.reaches('idle');
      const look = `(({ color, backgroundColor, paddingInlineStart }) => [color, backgroundColor, paddingInlineStart])(
        getComputedStyle(find('${LINK}')))`;
      await stage.shows(look, ['rgb(255, 255, 255)', 'rgb(43, 95, 217)', '46px']);
      await stage.shows(`find('${LINK}').getBoundingClientRect().height >= 44`, true);
      await stage.shows(`!!find('.launcher') && getComputedStyle(find('messenger-bubble')).position`, 'fixed');
      await stage.click(LINK);
      await comes(() => stage.site.opened.some((url) => /ref=SPRING1_/.test(url)), true, 'whether a visit was opened');
    },
  })),
  ...SCRIPT_HAZARDS.map(({ title, script }) => ({
    rule: `a page with ${title} leaves links that open with a visit's ref`,
    async run(stage: Stage) {
      stage.site.before = `(${script})();`;
      await stage.visit(family(stage));
      await stage.reaches('idle');
      await stage.click(LINK);
      await comes(() => stage.site.opened.some((url) => /ref=SPRING1_/.test(url)), true, 'whether a visit was opened');
      if (title === CALLS_NOBODY) return;
      await comes(() => stage.api.streams.size > 0, true, 'whether the server is listened to');
      await stage.tab.closeOthers();
      stage.api.say('arrived');
      await stage.reaches('arrived');
    },
  })),
  {
    rule: 'a handler that stops every click leaves the link as the site wrote it',
    async run(stage) {
      stage.site.before = `addEventListener('click', (event) => event.stopImmediatePropagation(), true);`;
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      await stage.click(LINK);
      await comes(() => stage.site.opened, ['/m/1067?ref=SPRING1'], 'what was opened');
    },
  },
  {
    rule: 'a page that breaks rendering itself keeps its links',
    async run(stage) {
      stage.site.before = `Document.prototype.importNode = () => { throw new Error('not on this page'); };`;
      await stage.visit(family(stage));
      await stage.shows(`!!find('messenger-bubble:defined')`, true);
      await stage.shows(`[...document.querySelectorAll('main a')].every((a) => a.checkVisibility())`, true);
      await stage.click(LINK);
      await comes(() => stage.site.opened.some((url) => /ref=SPRING1_/.test(url)), true, 'whether a visit was opened');
    },
  },
  {
    rule: 'a page whose storage the browser itself refuses follows its visit to the end',
    async run(stage) {
      stage.site.headers = { 'content-security-policy': 'sandbox allow-scripts allow-popups' };
      await stage.visit(stage.element('button'));
      await stage.reaches('idle');
      const refused = `(() => { try { return String(sessionStorage); } catch ({ name }) { return name; } })()`;
      await stage.shows(refused, 'SecurityError');
      await stage.click(LINK);
      await stage.opensVisit();
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      await stage.tab.closeOthers();
      stage.api.say('arrived');
      await stage.reaches('arrived');
    },
  },
  {
    rule: 'two hundred buttons: the last one opens its own visit, and no part is fetched twice',
    async run(stage) {
      const buttons = Array.from({ length: 200 }, (_, at) => stage.element('button', `data-ref="order-${at}"`));
      await stage.visit(buttons.join(' '));
      await stage.shows(`document.querySelectorAll('messenger-button[state=idle]').length`, 200);
      await stage.click('[data-ref=order-199] a');
      await stage.opensVisit();
      await stage.shows(`document.querySelector('[state=waiting]').getAttribute('data-ref')`, 'order-199');
      const parts = () => stage.api.requests.filter((request) => request.startsWith('GET /widget'));
      await comes(parts, ['GET /widget.js', 'GET /widget-watch.mjs'], 'what was fetched');
    },
  },
  {
    rule: 'an element whose id is the name of our global does not keep it away',
    async run(stage) {
      await stage.visit(`<p id="Threadtie"></p>${stage.element('button')}`);
      await stage.reaches('idle');
      await stage.shows(String.raw`/^\d+\.\d+\.\d+/.test(Threadtie.version)`, true);
    },
  },
  {
    rule: 'three script tags of two kinds open and register one visit, and count once',
    async run(stage) {
      const again = `<script async src="${stage.server.origin}/widget.js?2"></script>`;
      const module = `<script type="module" src="${stage.server.origin}/widget.mjs"></script>`;
      await stage.visit(stage.element('button') + again + module);
      await stage.reaches('idle');
      await comes(() => stage.server.told.map(({ stage: name }) => name), ['rendered'], 'what was told');
      await stage.click(LINK);
      await stage.opensVisit();
    },
  },
];

const family = (stage: Stage) => ['button', 'qr', 'bubble'].map((name) => stage.element(name)).join('');

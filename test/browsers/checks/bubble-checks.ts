import assert from 'node:assert/strict';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const GREETS = 'greeting="May we help?" greeting-delay="0.2"';
/** It is there all the time, so that screen readers hear what it comes to say. */
const IS_GREETING = `(({ textContent }) => !!textContent.trim())(find('.greeting p')) && find('.greeting').checkVisibility()`;
/** Says to scripts, not to style sheets, that there is no mouse. */
const ON_A_PHONE = `const real = matchMedia.bind(window);
window.matchMedia = (query) => {
  const list = real(query);
  return query.includes('pointer: coarse') ? Object.defineProperty(list, 'matches', { value: true }) : list;
};`;

/** What `<messenger-bubble>` does. */
export const BUBBLE_CHECKS: readonly Check[] = [
  {
    rule: 'the bubble opens a panel with link and code, Escape closes it and gives the focus back',
    async run(stage) {
      await visit(stage);
      await stage.click('.launcher');
      await stage.shows(`find('messenger-bubble a') === document.activeElement`, true);
      await stage.shows(`find('.launcher').getAttribute('aria-expanded')`, 'true');
      await stage.shows(`!!find('.screen path')`, true);
      await stage.tab.press('Escape');
      await stage.shows(`find('.launcher').getAttribute('aria-expanded')`, 'false');
      await stage.shows(`find('.launcher').matches(':focus')`, true);
    },
  },
  {
    rule: 'the keyboard opens the bubble’s panel, and the link in it with a visit of its own',
    async run(stage) {
      await visit(stage);
      await stage.click('h1');
      await stage.tab.press('Tab');
      await stage.shows(`find('.launcher').matches(':focus-visible')`, true);
      await stage.tab.press('Enter');
      await stage.shows(`find('messenger-bubble a') === document.activeElement`, true);
      await stage.tab.press('Enter');
      await stage.reaches('waiting', 'bubble');
      await stage.shows('heard', ['open']);
    },
  },
  {
    rule: 'a page opens and closes the bubble by its property, and keeps the focus',
    async run(stage) {
      await visit(stage);
      await stage.read(`find('messenger-bubble').open = true`);
      await stage.shows(`find('[role=dialog]').checkVisibility()`, true);
      await stage.shows('document.activeElement === document.body', true);
      await stage.read(`find('messenger-bubble').removeAttribute('open')`);
      await stage.shows(`!!find('[role=dialog]')`, false);
    },
  },
  {
    rule: 'a greeting comes after its delay; once closed it does not come again on this page, and nothing is kept',
    async run(stage) {
      await visit(stage, GREETS);
      await stage.shows(IS_GREETING, true);
      await stage.shows(`find('.greeting').textContent.includes('May we help?')`, true);
      await stage.click('.greeting button');
      await stage.shows(IS_GREETING, false);
      await stage.read(
        `(() => { const bubble = find('messenger-bubble'); bubble.replaceWith(bubble.cloneNode(true)); })()`,
      );
      const later = `new Promise((done) => setTimeout(done, 500)).then(() => ${IS_GREETING})`;
      assert.equal(await stage.resolves(later), false);
      await stage.shows('localStorage.length + sessionStorage.length', 0);
    },
  },
  {
    rule: 'a greeting that is to be hidden is read in the panel alone',
    async run(stage) {
      await visit(stage, `${GREETS} greeting-display="hide"`);
      await stage.click('.launcher');
      await stage.shows(`find('[role=dialog]').textContent.includes('May we help?')`, true);
      await stage.shows(IS_GREETING, false);
    },
  },
  {
    rule: 'the bubble stands at the end of the line, or at its start, also from right to left',
    async run(stage) {
      const edges = `(({ left, right }) => [left, document.documentElement.clientWidth - right].map(Math.round))(
        find('.launcher').getBoundingClientRect())`;
      for (const [position, dir, side] of [
        ['end', 'ltr', 1],
        ['start', 'ltr', 0],
        ['end', 'rtl', 0],
        ['start', 'rtl', 1],
      ] as const) {
        await visit(stage, `position="${position}"`, `dir="${dir}"`);
        assert.equal((await stage.read<number[]>(edges))[side], 20, `${position} ${dir}`);
      }
    },
  },
  {
    rule: 'the bubble steps aside while something below it has the focus',
    async run(stage) {
      const below =
        '<button id="below" style="position: fixed; right: 30px; bottom: 30px">Save</button><input id="far">';
      const opacity = `getComputedStyle(find('.launcher')).opacity`;
      await stage.visit(below + bubble(stage));
      await stage.shows(`!!find('.launcher')`, true);
      await stage.read(`find('#below').focus()`);
      await stage.shows(opacity, '0');
      await stage.read(`find('#far').focus()`);
      await stage.shows(opacity, '1');
    },
  },
  {
    rule: 'where there is no mouse the launcher is the link, 56 pixels wide, and opens the thread at once',
    async run(stage) {
      stage.site.before = ON_A_PHONE;
      await visit(stage);
      await stage.shows(`find('button.launcher')`, null);
      const box = `(({ width, height }) => [width, height].map(Math.round))(find('messenger-bubble a').getBoundingClientRect())`;
      await stage.shows(box, [56, 56]);
      await stage.click('messenger-bubble a');
      await stage.opensVisit();
    },
  },
];

const bubble = (stage: Stage, attributes = '') => stage.element('bubble', `data-ref="order-55" ${attributes}`);

async function visit(stage: Stage, attributes = '', html = ''): Promise<void> {
  await stage.visit(bubble(stage, attributes), { html: `lang="en" ${html}` });
  await stage.shows(`!!find('.launcher')`, true);
}

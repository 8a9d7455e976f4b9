import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { NotAvailable } from '../engines/not-available.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const FAMILY = ['button', 'bubble', 'qr', 'checkbox', 'link-status'];
const LINK = `find('messenger-button a')`;
const colours = (of: string) => `(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(${of}))`;
/** Adds up what moves; the answer is null where the browser does not tell. */
const COUNT_SHIFTS = `window.shifts = PerformanceObserver.supportedEntryTypes.includes('layout-shift') ? 0 : null;
if (shifts === 0) new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shifts += value; })
  .observe({ type: 'layout-shift', buffered: true });`;

/** How the elements look, and that they do not move what stands around them. */
export const LOOK_CHECKS: readonly Check[] = [
  {
    rule: 'sizes are 44, 52 and 60 pixels high, white turns the colours round, the page’s own colours count first',
    async run(stage) {
      const sizes = ['standard', 'large', 'xlarge'];
      await stage.visit(
        sizes.map((size) => stage.element('button', `size="${size}"`)).join('') +
          stage.element('button', 'color="white" id="white"') +
          stage.element('button', 'id="own"'),
        { head: '<style>#own { --messenger-accent: rgb(1, 2, 3) }</style>' },
      );
      await stage.reaches('idle');
      const heights = `[...document.querySelectorAll('[size] a')].map((a) => Math.round(a.getBoundingClientRect().height))`;
      await stage.shows(heights, [44, 52, 60]);
      await stage.shows(colours(`find('#white a')`), ['rgb(255, 255, 255)', 'rgb(43, 95, 217)']);
      await stage.shows(colours(`find('#own a')`), ['rgb(1, 2, 3)', 'rgb(255, 255, 255)']);
    },
  },
  {
    rule: 'a page of 320 pixels holds every element',
    async run(stage) {
      const frame = '<iframe src="/p/7" style="width: 320px; height: 600px; border: 0"></iframe>';
      stage.site.pages.set('/narrow', stage.page(frame, { tag: '' }));
      stage.site.html = stage.page(`<form>${FAMILY.map((name) => stage.element(name)).join('')}</form>`);
      await stage.tab.open(`${stage.site.origin}/narrow`);
      const inner = (code: string) => stage.shows(`find(${JSON.stringify(code)}, frames[0].document) !== null`, true);
      for (const part of ['.launcher', '[part=box]', '.screen path', '[part=account]']) await inner(part);
      await stage.shows('frames[0].document.documentElement.scrollWidth', 320);
    },
  },
  {
    rule: 'a button stands where its link stood before the script, with the documented rules',
    async run(stage) {
      const look = { head: `<style>${documentedRules('elements/messenger-button')}</style>`, tag: '' };
      await stage.visit(`<p>Before</p>${stage.element('button')}<p>After</p>`, look);
      const boxes = `[${LINK}, ...document.querySelectorAll('p')].map((it) => { const { x, y, width, height } =
        it.getBoundingClientRect(); return [x, y, width, height].map(Math.round); })`;
      const before = await stage.read(boxes);
      await stage.read(
        `document.body.append(document.createRange().createContextualFragment(${JSON.stringify(stage.tag())}))`,
      );
      await stage.reaches('idle');
      assert.deepEqual(await stage.read(boxes), before);
    },
  },
  {
    rule: 'nothing moves while the script arrives: the browser counts a layout shift of 0',
    async run(stage) {
      stage.site.before = COUNT_SHIFTS;
      const rules = ['elements/messenger-button', 'bubble/bubble'].map(documentedRules).join('');
      const body = `<p>Before</p>${stage.element('button')}<p>After</p>${stage.element('bubble')}`;
      await stage.visit(body, { head: `<style>${rules}</style>` });
      await stage.shows(`!!find('.launcher') && !!find('messenger-button[state=idle]')`, true);
      const shifts = await stage.resolves<number | null>(
        'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(shifts), 300)))',
      );
      if (shifts === null) throw new NotAvailable('this browser has no layout-shift entries to measure it by');
      assert.equal(shifts, 0);
    },
  },
  {
    rule: 'on paper the bubble is gone and the QR code is the campaign’s',
    async run(stage) {
      await seeAll(stage);
      await stage.emulate({ print: true }, 'print');
      await stage.shows(`find('.paper').checkVisibility() && !find('.screen').checkVisibility()`, true);
      await stage.shows(`find('messenger-bubble').checkVisibility()`, false);
    },
  },
  {
    rule: 'in forced colours the launcher and the button have edges, and the code stays black on white',
    async run(stage) {
      await seeAll(stage);
      await stage.emulate({ forcedColors: true }, '(forced-colors: active)');
      const edge = (of: string) => `parseFloat(getComputedStyle(find('${of}')).borderTopWidth) >= 1`;
      await stage.shows(`${edge('.launcher')} && ${edge('messenger-button a')}`, true);
      await stage.shows(`getComputedStyle(find('.code')).backgroundColor`, 'rgb(255, 255, 255)');
      await stage.shows(`getComputedStyle(find('.screen')).fill`, 'rgb(0, 0, 0)');
    },
  },
  {
    rule: 'nothing moves by itself for whoever asked for less motion',
    async run(stage) {
      const transition = `getComputedStyle(find('.launcher')).transitionDuration`;
      await seeAll(stage);
      await stage.shows(transition, '0.15s');
      await stage.emulate({ still: true }, '(prefers-reduced-motion: reduce)');
      await stage.shows(transition, '0s');
    },
  },
];

async function seeAll(stage: Stage): Promise<void> {
  await stage.visit(FAMILY.map((name) => stage.element(name)).join(''));
  await stage.shows(`!!find('.launcher') && !!find('.screen') && !!find('messenger-button[state=idle]')`, true);
}

/** The rules as the element's own documentation gives them. */
function documentedRules(element: string): string {
  const source = readFileSync(new URL(`../../../widget/${element}-element.ts`, import.meta.url), 'utf8');
  const css = /```css\n([\s\S]*?)```/.exec(source)?.[1] ?? '';
  assert.notEqual(css, '');
  return css.replace(/^ \* ?/gm, '');
}

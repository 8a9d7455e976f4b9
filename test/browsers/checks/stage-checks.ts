import assert from 'node:assert/strict';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

/** What a page tells of its entry points so that they can be counted. */
export const STAGE_CHECKS: readonly Check[] = [
  {
    rule: 'what rendered is told once, however many elements, and what is clicked with its visit',
    async run(stage) {
      await stage.visit(stage.element('button').repeat(3));
      await comes(() => told(stage), ['rendered 3 undefined'], 'what was told');
      await stage.click('messenger-button a');
      // Told at once where the new tab hides this page, that is before the visit is registered; then once more as the visit's.
      await comes(() => counts(stage), { rendered: 3, clicked: 1, opened: 1 }, 'what was counted');
      const ofVisit = () => stage.server.told.flatMap(({ stage: name, refId }) => (refId === 'ref_1' ? [name] : []));
      await comes(() => ofVisit().toSorted(), ['clicked', 'opened', 'rendered'], 'what was told of the visit');
      await stage.tab.closeOthers();
      assert.deepEqual(await stage.read('[localStorage.length, document.cookie]'), [0, '']);
    },
  },
  {
    rule: 'what was not told yet is told when the page is left',
    async run(stage) {
      const inside = stage.link().replace('<a', '<a target="_self"');
      await stage.visit(stage.element('button', '', inside));
      await comes(() => told(stage), ['rendered 1 undefined'], 'what was told');
      await stage.click('messenger-button a');
      await stage.shows('document.title', 'Messenger');
      const names = () => stage.server.told.map(({ stage: name }) => name).filter((name) => name !== 'rendered');
      await comes(names, ['clicked', 'opened'], 'what was told');
    },
  },
  {
    rule: 'nothing is told where the script tag says so',
    async run(stage) {
      await stage.visit(stage.element('button'), { tag: stage.tag('async data-no-stages') });
      await stage.reaches('idle');
      await stage.resolves('new Promise((done) => setTimeout(done, 2000))');
      assert.deepEqual([stage.server.told, stage.api.requests], [[], ['GET /widget.js']]);
    },
  },
];

const told = ({ server }: Stage) => server.told.map(({ stage: name, count, refId }) => `${name} ${count} ${refId}`);

function counts({ server }: Stage): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { stage: name, count = 1 } of server.told) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stage } from './stage.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * Runs axe in the browser, on the page as it stands. It is handed in by the driver, since a strict page lets in no other script.
 * @throws {AssertionError} with what it objects to and where
 */
export async function auditPage(stage: Stage): Promise<void> {
  if (!(await stage.read('!!window.axe'))) await stage.tab.read(`(() => { ${AXE}\nreturn 0; })()`);
  // What fades in has its contrast once it is there; what turns for ever is not waited for.
  await stage.resolves(`new Promise((done) => setTimeout(done, 300)).then(() => Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished))).then(() => 0)`);
  const findings = await stage.resolves<string[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ' ' + html + ' ' + failureSummary)))`);
  assert.deepEqual(findings, []);
}

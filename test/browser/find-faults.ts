import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RuleMetadata, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** The only rules left out: level AAA asks for a contrast of 7:1, and that no two links have the same text. */
const AAA = ['color-contrast-enhanced', 'identical-links-same-purpose'];

/**
 * What axe objects to on a page, or below one element of it, by every rule up to level AA with those of best practice and
 * the experimental ones. A contrast that it cannot measure counts as a fault, too.
 */
export async function findFaults(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(
    async ([selector, leftOut]) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const rules = axe.getRules().map(({ ruleId }: RuleMetadata) => [ruleId, { enabled: !leftOut.includes(ruleId) }]);
      const wanted = { rules: Object.fromEntries(rules), resultTypes: ['violations', 'incomplete'] };
      const { violations, incomplete } = (await axe.run(selector, wanted as RunOptions)) as AxeResults;
      // What passed is much more, and would travel for nothing.
      return { violations, incomplete };
    },
    [within, AAA] as const,
  );
  const unsure = incomplete.filter(({ id }) => id === 'color-contrast');
  return [...violations, ...unsure].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

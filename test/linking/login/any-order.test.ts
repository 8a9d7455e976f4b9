import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anySteps, anyWay, type Step, type Way } from './any-steps.ts';
import { BAD_ORDERS, PROPER_ORDERS } from './known-orders.ts';
import { beginPlay } from './login-play.ts';
import { type LoginStage, type SiteRules, startLoginStage } from './login-stage.ts';
import { take } from './login-steps.ts';
import { linksOf } from './login-threads.ts';
import { judge } from './login-witness.ts';

const anyRules = fc.record<SiteRules>({
  onConflict: fc.constantFrom('refuse', 'replace-with-notice', 'ask'),
  confirmNumber: fc.boolean(),
});

describe.each([
  ['sqlite', 30],
  ['postgres', 6],
] as const)('the steps of two people, two browsers and two accounts that log in, on %s', (dialect, numRuns) => {
  let stage: LoginStage;
  beforeAll(async () => {
    stage = await startLoginStage(dialect);
  });
  afterAll(async () => await stage.stop());

  /** Plays it; answers how many links there were. */
  const run = async (rules: SiteRules, way: Way, all: Step[]) => {
    const play = await beginPlay(stage, rules);
    const beginning: Step[] = [
      { do: 'ask for log-in', person: 0, way },
      { do: 'open', of: 0, browser: 0 },
    ];
    const made = new Set<string>();
    for (const step of [...beginning, ...all]) {
      await take(play, step);
      for (const person of [0, 1] as const) {
        const links = await linksOf(play, person);
        expect(judge(play.witness, person, links, rules.onConflict === 'ask')).toEqual([]);
        for (const { id } of links) made.add(id);
      }
    }
    return made.size;
  };

  test('in any order tie no thread to an account that did not prove itself for it', { timeout: 300_000 }, async () => {
    let made = 0;
    const property = fc.asyncProperty(anyRules, anyWay, anySteps, async (rules, way, all) => {
      made += await run(rules, way, all);
    });
    const examples = [...PROPER_ORDERS, ...BAD_ORDERS];
    const patience = { interruptAfterTimeLimit: 270_000, markInterruptAsFailure: true };
    await fc.assert(property, { numRuns: examples.length + numRuns, examples, ...patience });
    expect(made).toBeGreaterThanOrEqual(PROPER_ORDERS.length);
  });
});

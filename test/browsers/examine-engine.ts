import { installPackages, type Load } from '../clients/install-packages.ts';
import type { Area } from './checks/areas.ts';
import type { Engine } from './engines/engine.ts';
import { keepEngine, type KeptEngine } from './engines/keep-engine.ts';
import { createGrounds } from './grounds.ts';
import type { EngineReport, Outcome } from './outcome.ts';
import { runRule } from './run-rule.ts';

/** Where packages are put, and who is told how far it has come. */
export interface Examination {
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Tries every rule in one browser; one that cannot be started is a report too. */
export async function examineEngine(engine: Engine, areas: readonly Area[], how: Examination): Promise<EngineReport> {
  const { name } = engine;
  let kept: KeptEngine;
  try {
    kept = await keepEngine(engine, await loadPackages(engine, how));
  } catch (error) {
    const missing = `${error instanceof Error ? error.message : error}; what helps: ${engine.remedy}`;
    how.say(`\n${name} cannot be started: ${missing}`);
    return { name, version: null, missing, outcomes: [] };
  }
  how.say(`\n${name} ${kept.version}`);
  const grounds = createGrounds();
  const outcomes: Outcome[] = [];
  try {
    for (const { name: area, checks } of areas) {
      for (const check of checks) {
        const outcome = { area, ...(await runRule(check, kept, grounds)) };
        outcomes.push(outcome);
        how.say(lineOf(outcome));
      }
    }
  } finally {
    await kept.close();
    await grounds.close();
  }
  return { name, version: kept.version, missing: null, outcomes };
}

async function loadPackages({ packages }: Engine, { folder, say }: Examination): Promise<Load> {
  if (packages.length > 0) {
    say(`\nFetching ${packages.join(', ')} into a temporary folder`);
    return await installPackages(folder, packages);
  }
  return () => {
    throw new Error('it has no packages of its own');
  };
}

function lineOf({ rule, result, why, hangs, ms }: Outcome): string {
  const mark = { passed: '✓', failed: '×', 'not available': '–' }[result];
  const hung = hangs.map((hang) => `\n     hung and was started anew: ${hang}`).join('');
  return ` ${mark} ${rule}${why === null ? '' : `: ${why}`} (${(ms / 1000).toFixed(1)} s)${hung}`;
}

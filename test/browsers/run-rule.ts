import type { Check } from './checks/check.ts';
import { answersWithin, EngineHung } from './engines/engine-hung.ts';
import type { KeptEngine } from './engines/keep-engine.ts';
import { NotAvailable } from './engines/not-available.ts';
import type { Grounds } from './grounds.ts';
import type { Outcome } from './outcome.ts';
import { setStage } from './stage.ts';

const RULE_MS = 60_000;
/** A browser that hangs may have done so for a reason of its own: it gets one more chance, and both are reported. */
const TRIES = 2;
const WHY_LENGTH = 900;

/** Tries one rule in a browser, which is started anew where it stops answering. */
export async function runRule(check: Check, engine: KeptEngine, grounds: Grounds): Promise<Omit<Outcome, 'area'>> {
  const began = performance.now();
  const hangs: string[] = [];
  const end = (result: Outcome['result'], why: string | null) => {
    return { rule: check.rule, result, why, hangs, ms: Math.round(performance.now() - began) };
  };
  for (;;) {
    try {
      await answersWithin(RULE_MS, 'the rule', play(check, engine, grounds));
      return end('passed', null);
    } catch (error) {
      if (error instanceof NotAvailable) return end('not available', error.message);
      if (!(error instanceof EngineHung)) return end('failed', describe(error));
      hangs.push(error.message);
      await engine.restart();
      if (hangs.length === TRIES) return end('failed', error.message);
    }
  }
}

async function play(check: Check, engine: KeptEngine, grounds: Grounds): Promise<void> {
  const tab = await engine.openTab();
  const stage = await setStage(tab, grounds);
  try {
    await check.run(stage);
    // A link may be leaving the page just now.
    await stage.shows(`(window.errors ?? []).join('; ')`, '');
    await tab.close();
  } catch (error) {
    // Nothing is to be had from one that hangs, not even its end.
    if (!(error instanceof EngineHung)) await tab.close();
    throw error;
  } finally {
    await stage.leave();
  }
}

function describe(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .replace(/\s+/g, ' ')
    .slice(0, WHY_LENGTH);
}

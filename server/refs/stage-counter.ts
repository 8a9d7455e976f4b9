import type { BrowserStage, PluginFailure } from '../../shared/visit.ts';
import { HOUR } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { addStageCounts, type StageCountRow } from './stage-store.ts';

const WRITE_EVERY_MS = 5000;
/** Entry points x hours x stages that wait at most: whoever floods us makes us forget, not grow. */
const MOST_WAITING = 10_000;

/** Adds up what browsers tell and writes it down every few seconds. A process that is killed loses that much. */
export interface StageCounter {
  add(what: {
    readonly entryPoint: string;
    readonly stage: BrowserStage;
    readonly reason: PluginFailure | null;
    readonly count: number;
    readonly at: Date;
  }): void;
  /** Writes down what waits. */
  flush(): Promise<void>;
  /** Writes down what waits and ends. */
  stop(): Promise<void>;
}

/** Makes a counter that writes into the ctx's storage. */
export function createStageCounter(ctx: Ctx): StageCounter {
  const waiting = new Map<string, StageCountRow>();
  const flush = async (): Promise<void> => {
    const rows = [...waiting.values()];
    waiting.clear();
    if (rows.length > 0) await ctx.storage.write((tx) => addStageCounts(tx, inOrder(rows)));
  };
  const onError = (err: unknown): void => ctx.log.warn({ err }, 'what browsers told was not counted');
  const timer = setInterval(() => void flush().catch(onError), WRITE_EVERY_MS);
  timer.unref();
  return {
    add({ entryPoint, stage, reason, count, at }) {
      const hour = new Date(Math.floor(at.getTime() / HOUR) * HOUR);
      const key = `${entryPoint} ${hour.getTime()} ${stage} ${reason ?? ''}`;
      const known = waiting.get(key);
      if (!known && waiting.size >= MOST_WAITING) return;
      const row = known ?? { entryPointKey: entryPoint, hour, stage, reason: reason ?? '', count: 0 };
      waiting.set(key, { ...row, count: row.count + count });
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush().catch(onError);
    },
  };
}

/** Several processes write the same rows: in one order, none waits for another that waits for it. */
function inOrder(rows: readonly StageCountRow[]): StageCountRow[] {
  const keyOf = (row: StageCountRow): string => `${row.entryPointKey} ${row.hour.getTime()} ${row.stage} ${row.reason}`;
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

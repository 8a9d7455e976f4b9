import type { VisitStatus } from '../../shared/api/refs.ts';
import type { Ctx } from '../base/ctx.ts';
import { getVisit } from './get-visit.ts';
import { VISIT_CHANGED } from './record-stage.ts';

const HEARTBEAT_MS = 15_000;

/** How a stream is written: a status, or a sign of life. */
export interface VisitSink {
  status(status: VisitStatus): Promise<void>;
  heartbeat(): Promise<void>;
}

/**
 * Writes where the visit stands, at once and whenever it changes, until `signal` aborts. A lost signal costs one
 * heartbeat: the tables are read again at each.
 * @throws {ThreadtieError} `not_found` before anything is written
 */
export async function watchVisit(
  ctx: Ctx,
  visit: { readonly refId: string; readonly watchSecret: string | undefined },
  sink: VisitSink,
  signal: AbortSignal,
): Promise<void> {
  let wake = (): void => undefined;
  let isChanged = false;
  const stop = ctx.signals.on(VISIT_CHANGED, (subject) => {
    if (subject !== visit.refId) return;
    isChanged = true;
    wake();
  });
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(wake()), { once: true });
  });
  try {
    let shown = '';
    while (!signal.aborted) {
      isChanged = false;
      const status = await getVisit(ctx, visit.refId, visit.watchSecret);
      const text = JSON.stringify(status);
      // A reader that has gone away or reads nothing would hold the write for good.
      await Promise.race([text === shown ? sink.heartbeat() : sink.status(status), aborted]);
      shown = text;
      if (isChanged || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, HEARTBEAT_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    stop();
  }
}

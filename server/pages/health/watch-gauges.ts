import { PageHealth } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import { countPages } from './health-store.ts';
import { pagesGauge } from './meters.ts';

/** Begins to show among the metrics how many Pages are in which state of health. */
export function watchGauges(ctx: Ctx): void {
  for (const health of PageHealth.options) {
    ctx.metrics.watch(pagesGauge(health), () => ctx.storage.read((at) => countPages(at, health)));
  }
}

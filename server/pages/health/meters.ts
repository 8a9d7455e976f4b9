import type { CounterDefinition, GaugeDefinition } from '../../base/metrics/metrics.ts';

/** What the watchdog counts. */
export const CHECKS: CounterDefinition = {
  name: 'threadtie_page_checks_total',
  help: 'Checks of Pages by the watchdog, by the health found.',
  labels: ['health'],
};
export const REPAIRS: CounterDefinition = {
  name: 'threadtie_page_repairs_total',
  help: 'Subscriptions renewed without anybody asking, by whether that succeeded.',
  labels: ['result'],
};

/** How many Pages there are in a state of health. */
export function pagesGauge(health: string): GaugeDefinition {
  return { name: `threadtie_pages_${health}`, help: `Connected Pages whose health is ${health}.` };
}

import type { CounterDefinition, TimingDefinition } from '../base/metrics/metrics.ts';

/** Calls of the platform; `verdict` is `ok`, `held` when our own pacing let no socket open, or what the error means. */
export const GRAPH_CALLS: CounterDefinition = {
  name: 'threadtie_graph_calls_total',
  help: 'Calls of the Graph API, by function and by what came of them.',
  labels: ['call', 'verdict'],
};

/** How long the platform takes to answer. */
export const GRAPH_ANSWER: TimingDefinition = {
  name: 'threadtie_graph_answer_seconds',
  help: 'From opening a call of the Graph API to having read its answer.',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90],
};

import type { CounterDefinition, GaugeDefinition, TimingDefinition } from '../base/metrics/metrics.ts';

/** What the inbox counts and times. */
export const RECEIVED = counter('threadtie_deliveries_received_total', 'Deliveries stored and acknowledged.');
export const REFUSED = counter('threadtie_deliveries_refused_total', 'Deliveries refused, by error code.', 'code');
export const UNREADABLE = counter(
  'threadtie_deliveries_unreadable_total',
  'Deliveries kept whose body cannot be read.',
);
export const DEAD_DELIVERIES = counter(
  'threadtie_deliveries_dead_total',
  'Deliveries set aside because they could not be split.',
);
export const EVENTS = counter('threadtie_events_received_total', 'Events found in deliveries, duplicates included.');
export const DUPLICATES = counter('threadtie_events_duplicate_total', 'Events that had been received before.');
export const APPLIED = counter('threadtie_events_applied_total', 'Events applied, replayed ones included.');
export const PARKED = counter(
  'threadtie_events_parked_total',
  'Events kept without being applied, by reason.',
  'reason',
);
export const FAILED = counter('threadtie_events_failed_attempts_total', 'Attempts to apply an event that failed.');
export const DEAD = counter('threadtie_events_dead_total', 'Events that failed as often as they are tried.');

/** How long the platform waits for our answer. */
export const ANSWER: TimingDefinition = {
  name: 'threadtie_webhook_answer_seconds',
  help: 'From the beginning of a delivery to its answer.',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
};

/** How long it takes until an event has its effect, the first time. */
export const APPLY_LAG: TimingDefinition = {
  name: 'threadtie_event_apply_lag_seconds',
  help: 'From receiving an event to having applied it for the first time.',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600, 86_400],
};

/** What is looked up when somebody asks. */
export const QUEUE_DEPTH = gauge('threadtie_queue_jobs', 'Jobs that wait or run.');
export const QUEUE_DEAD = gauge('threadtie_queue_dead_jobs', 'Jobs that failed as often as they are tried.');
export const PENDING = gauge('threadtie_events_pending', 'Events that wait to be applied; 100000 stands for any more.');
export const OLDEST_PENDING = gauge(
  'threadtie_oldest_pending_seconds',
  'Age of the oldest delivery or event that waits to be split or applied; 0 when none does.',
);

function counter(name: string, help: string, ...labels: string[]): CounterDefinition {
  return { name, help, labels };
}

function gauge(name: string, help: string): GaugeDefinition {
  return { name, help };
}

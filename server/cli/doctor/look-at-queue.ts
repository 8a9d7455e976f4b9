import { counted } from '../counted.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { Patient } from './patient.ts';
import { probe } from './probe.ts';
import { readMetrics } from './read-metrics.ts';

const finding = findingsOf('inbox');
const SLOW_SECONDS = 60;
const STUCK_SECONDS = 300;

/** Whether work is done as it comes, by what the server counts. */
export async function lookAtQueue({ url, metricsToken }: Patient): Promise<Finding[]> {
  const answer = await probe(`${url}/metrics`, metricsToken ? { authorization: `Bearer ${metricsToken}` } : {});
  if (answer.status !== 200) {
    const fix = 'Run this on the machine of the server, or give METRICS_TOKEN in the environment.';
    return [finding('queue', 'unknown', 'The metrics are not shown to this machine.', fix)];
  }
  const metrics = readMetrics(answer.body);
  const oldest = metrics.get('threadtie_oldest_pending_seconds') ?? 0;
  const dead = metrics.get('threadtie_queue_dead_jobs') ?? 0;
  const waiting = metrics.get('threadtie_queue_jobs') ?? 0;
  return [lookAtBacklog(oldest, metrics.get('threadtie_events_pending') ?? 0), lookAtJobs(dead, waiting)];
}

function lookAtBacklog(oldest: number, pending: number): Finding {
  const detail =
    pending === 0 && oldest === 0
      ? 'no event waits'
      : `${counted(pending, 'event')} waiting, the oldest for ${Math.round(oldest)} seconds`;
  if (oldest < SLOW_SECONDS) return finding('backlog', 'ok', detail);
  const fix = 'See that a process with ROLE=all or worker runs, and what its log says.';
  return finding('backlog', oldest < STUCK_SECONDS ? 'warning' : 'wrong', detail, fix);
}

function lookAtJobs(dead: number, waiting: number): Finding {
  if (dead === 0) return finding('queue', 'ok', `${counted(waiting, 'job')} waiting or running, none dead`);
  const fix = 'The log of the server says why each failed, with its error.';
  return finding('queue', 'warning', `${counted(dead, 'job')} failed as often as it is tried.`, fix);
}

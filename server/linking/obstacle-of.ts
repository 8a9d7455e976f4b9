import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import type { FoundEntryPoint } from '../entry-points/index.ts';

/** Why an account that came this way is not tied, if it is not. */
export function obstacleOf(entryPoint: FoundEntryPoint): ArrivalReason | null {
  if (entryPoint.status === 'archived') return 'entry_point_archived';
  if (entryPoint.status === 'paused') return 'entry_point_paused';
  return entryPoint.linkPolicy === 'off' ? 'link_policy_off' : null;
}

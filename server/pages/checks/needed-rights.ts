import { INSTAGRAM_PERMISSIONS } from '../../../shared/needed-permissions.ts';

/** The tasks on a Page: MESSAGING to send, MODERATE to subscribe. */
export const TASKS = ['MESSAGING', 'MODERATE'] as const;

/** What a token must be allowed so that events come and answers go. */
export function permissionsOf(platform: 'messenger' | 'instagram'): readonly string[] {
  const own = ['pages_messaging', 'pages_manage_metadata'];
  return platform === 'instagram' ? [...INSTAGRAM_PERMISSIONS, 'pages_manage_metadata'] : own;
}

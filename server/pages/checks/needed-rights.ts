/** The tasks on a Page: MESSAGING to send, MODERATE to subscribe. */
export const TASKS = ['MESSAGING', 'MODERATE'] as const;

/** What a user token needs before Pages can be listed and connected. */
export const USER_PERMISSIONS = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_messaging',
  'pages_read_engagement',
] as const;

/** What Instagram accounts need besides. */
export const INSTAGRAM_PERMISSIONS = ['instagram_basic', 'instagram_manage_messages'] as const;

/** What a token must be allowed so that events come and answers go. */
export function permissionsOf(platform: 'messenger' | 'instagram'): readonly string[] {
  const own = ['pages_messaging', 'pages_manage_metadata'];
  return platform === 'instagram' ? [...INSTAGRAM_PERMISSIONS, 'pages_manage_metadata'] : own;
}

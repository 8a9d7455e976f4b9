/** What a user token needs before Pages can be listed and connected. */
export const USER_PERMISSIONS = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_messaging',
  'pages_read_engagement',
] as const;

/** What Instagram accounts need besides. */
export const INSTAGRAM_PERMISSIONS = ['instagram_basic', 'instagram_manage_messages'] as const;

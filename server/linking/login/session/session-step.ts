/**
 * How far a session of the linking pages is. `started`: the person is known. `left`: gone to the site's login. `returned`:
 * back from it, nothing checked yet. `proven`: the account is known. `confirmed`: both belong together, and Messenger is to
 * be told. `asked`: the thread asks for the number. The last two are over.
 */
export const SESSION_STEPS = [
  'started',
  'left',
  'returned',
  'proven',
  'confirmed',
  'asked',
  'done',
  'cancelled',
] as const;
export type SessionStep = (typeof SESSION_STEPS)[number];

/** From which steps somebody may go to the login, once more or for the first time. */
export const BEFORE_CONSENT: readonly SessionStep[] = ['started', 'left', 'returned', 'proven'];

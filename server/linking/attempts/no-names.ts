/** What a settled attempt has no use for any more: who somebody is, and what the site said of them. */
export const NO_NAMES = { label: null, conflictLabel: null, person: null, signedContext: null } as const;

/** What a settled attempt has no use for any more: who somebody is, where they were, and what the site said of them. */
export const NOTHING_PERSONAL = {
  label: null,
  conflictLabel: null,
  person: null,
  signedContext: null,
  address: null,
  agent: null,
} as const;

/** What is looked at, in the order in which it is mended. */
export const AREAS = ['machine', 'server', 'address', 'apps', 'pages', 'sites', 'inbox', 'clock', 'owner'] as const;
export type Area = (typeof AREAS)[number];

/** The headings of the areas. */
export const AREA_TITLES: Readonly<Record<Area, string>> = {
  machine: 'This machine',
  server: 'The server',
  address: 'The public address',
  apps: 'Meta apps and their webhook (step 1)',
  pages: 'Pages (step 2)',
  sites: 'Sites and entry points',
  inbox: 'Inbox and queue',
  clock: 'Clocks',
  owner: "Only in Meta's dashboard: cannot be seen from here",
};

/**
 * How one thing is. `warning`: it works, and there is something to know. `unknown`: it could not be looked at.
 * `owner`: only the owner of the app can see it, in Meta's dashboard.
 */
export const FINDING_STATES = ['ok', 'warning', 'wrong', 'unknown', 'owner'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** One line of the checklist. */
export interface Finding {
  readonly area: Area;
  /** What it is, as a word to switch on. */
  readonly name: string;
  readonly state: FindingState;
  /** The id of the app, Page, site or entry point it is about; null when it is about the whole. */
  readonly subject: string | null;
  /** How people call it, where it has a name. */
  readonly called: string | null;
  /** What was found. */
  readonly detail: string;
  /** What to do; null when nothing is to be done. */
  readonly fix: string | null;
}

/** Makes findings of one area. */
export function findingsOf(area: Area) {
  return (
    name: string,
    state: FindingState,
    detail: string,
    fix: string | null = null,
    subject: string | null = null,
  ): Finding => ({ area, name, state, subject, called: null, detail, fix });
}

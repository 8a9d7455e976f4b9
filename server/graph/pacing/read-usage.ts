/** How much of its limits was used up when the platform answered. Percentages; null where it said nothing. */
export interface Usage {
  readonly app: number | null;
  readonly page: number | null;
  /** Minutes until the platform answers again; 0 while it does. */
  readonly regainMinutes: number;
}

const OURS = ['messenger', 'pages', 'instagram'];
const DAY_MINUTES = 24 * 60;

/**
 * Reads the usage headers. What is malformed counts as not said.
 * @param ownId the Page that called: where the answer lists several businesses, only its entry counts
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export function readUsage(headers: Headers, ownId: string | undefined): Usage {
  const app = parseObject(headers.get('x-app-usage'));
  const entries = readBusinesses(parseObject(headers.get('x-business-use-case-usage')), ownId);
  // X-Page-Usage stands in no document; where it comes it looks like the app's.
  const page = [...entries, parseObject(headers.get('x-page-usage'))];
  return {
    app: percentOf([app]),
    page: percentOf(page),
    regainMinutes: Math.min(DAY_MINUTES, Math.max(0, ...entries.map((entry) => numberOf(entry, REGAIN) ?? 0))),
  };
}

type Entry = Readonly<Record<string, unknown>>;

const REGAIN = 'estimated_time_to_regain_access';
const SHARES = ['call_count', 'total_time', 'total_cputime'];

function readBusinesses(all: Entry | null, ownId: string | undefined): Entry[] {
  if (!all) return [];
  const own = ownId !== undefined && Object.hasOwn(all, ownId) ? [all[ownId]] : Object.values(all);
  const entries = own.flat().filter((entry): entry is Entry => typeof entry === 'object' && entry !== null);
  return entries.filter(({ type }) => typeof type !== 'string' || OURS.includes(type));
}

function percentOf(entries: readonly (Entry | null)[]): number | null {
  const shares = entries.flatMap((entry) => (entry ? SHARES.map((name) => numberOf(entry, name)) : []));
  const known = shares.filter((share) => share !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function numberOf(entry: Entry, name: string): number | null {
  const value = Number(entry[name]);
  return entry[name] !== null && Number.isFinite(value) && value >= 0 ? value : null;
}

function parseObject(text: string | null): Entry | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : null;
  } catch {
    return null;
  }
}

import type { BrowserStage, ToldStage } from '../../shared/visit.ts';
import { findVisit } from '../entry/visit-session.ts';
import type { Kit } from '../kit.ts';

/** What the server takes: so much at once, so many alike, of entry points with such keys, from so long ago. */
const MOST_AT_ONCE = 50;
const MOST_ALIKE = 500;
const KEY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const LONGEST_AGO_MS = 86_400_000;
/** A page that makes up entry points without end is not followed. */
const MOST_NOTED = 1000;

/** An element that opens a thread, as far as its stages concern it. */
export interface Staged {
  readonly entry: string;
  readonly hidden: unknown;
  getRootNode(): Node;
}

/** Notes what becomes of entry points on this page and tells the server of it: no cookie, nothing about the visitor. */
export interface StageTeller {
  note(entry: string, stage: BrowserStage, reason?: string): void;
  /** Sends what was noted since; a visit of this tab gets it as its stages, too. */
  tell(): void;
}

interface Noted extends Pick<ToldStage, 'entryPoint' | 'stage' | 'reason'> {
  /** When the first of those happened that are still to be told. */
  at: number;
  count: number;
  /** Whether a visit has still to hear of it: the one that a click begins is registered a moment later. */
  isNews: boolean;
  toldOfVisit?: string;
}

/** Makes a teller; each element that is there counts as rendered once, also one that comes later. */
export function createStageTeller({
  liveEntries,
  apiUrl,
}: Pick<Kit, 'apiUrl'> & { readonly liveEntries: ReadonlySet<Staged> }): StageTeller {
  const seen = new WeakSet<Staged>();
  const noted = new Map<string, Noted>();
  const note: StageTeller['note'] = (entryPoint, stage, reason) => {
    const key = `${entryPoint} ${stage} ${reason}`;
    // One key that the server would refuse would take everybody else's counts along.
    if (!KEY.test(entryPoint) || (!noted.has(key) && noted.size >= MOST_NOTED)) return;
    const one = noted.get(key) ?? { entryPoint, stage, reason, at: 0, count: 0, isNews: true };
    if (one.count === 0) one.at = Date.now();
    one.count += 1;
    one.isNews = true;
    noted.set(key, one);
  };
  const noteRendered = () => {
    for (const element of liveEntries) {
      if (seen.has(element) || !isOfThePage(element, liveEntries)) continue;
      seen.add(element);
      note(element.entry, 'rendered');
    }
  };
  const send = async (stages: readonly ToldStage[]) => {
    // A bare string goes as text/plain: no preflight, which a page that is being left cannot await.
    const options = { method: 'POST', keepalive: true, credentials: 'omit', body: JSON.stringify({ stages }) } as const;
    await fetch(apiUrl('/v1/stages'), options);
  };
  return {
    note,
    tell() {
      noteRendered();
      const told = [...noted.values()].flatMap(toTold);
      for (let from = 0; from < told.length; from += MOST_AT_ONCE) {
        // A page may have put a `fetch` of its own in place; what is counted is not worth a word where it fails.
        send(told.slice(from, from + MOST_AT_ONCE)).catch(() => null);
      }
    },
  };
}

/** The code in a bubble's panel and the button behind `Threadtie.open` are no entry points that a visitor sees as such. */
function isOfThePage(element: Staged, liveEntries: ReadonlySet<Staged>): boolean {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return element.entry !== '' && !element.hidden && !liveEntries.has(host as never);
}

function toTold(one: Noted): ToldStage[] {
  const { entryPoint, stage, reason } = one;
  const ago = Math.max(0, Date.now() - one.at);
  const visit = visitOf(one, ago);
  const count = Math.min(one.count, MOST_ALIKE);
  if (!count && !visit) return [];
  one.count -= count;
  if (visit) Object.assign(one, { isNews: false, toldOfVisit: visit.refId });
  return [{ entryPoint, stage, reason, count, ago: Math.min(ago, LONGEST_AGO_MS), ...visit }];
}

/** The visit of this tab that has still to hear of it. Each visit has its own clicks; what rendered is there for all of them. */
function visitOf(
  { entryPoint, stage, isNews, toldOfVisit }: Noted,
  ago: number,
): Pick<ToldStage, 'refId' | 'watchSecret'> | undefined {
  const visit = findVisit(entryPoint);
  if (!visit || visit.id === toldOfVisit || ago > LONGEST_AGO_MS) return undefined;
  return isNews || stage === 'rendered' ? { refId: visit.id, watchSecret: visit.watchSecret } : undefined;
}

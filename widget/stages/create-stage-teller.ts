import type { BrowserStage, ToldStage } from '../../shared/visit.ts';
import { sessionKey } from '../entry/session-key.ts';
import type { Kit } from '../kit.ts';

/** What the server takes at once. */
const MOST_AT_ONCE = 50;
const MOST_ALIKE = 500;

/** An element that opens a thread, as far as its stages concern it. */
export interface Staged {
  readonly entry: string;
}

/** Notes what becomes of entry points on this page and tells the server of it: no cookie, nothing about the visitor. */
export interface StageTeller {
  note(entry: string, stage: BrowserStage): void;
  /** Sends what was noted since; a visit of this tab gets it as its stages, too. */
  tell(): void;
}

interface Noted {
  readonly entry: string;
  readonly stage: BrowserStage;
  readonly at: number;
  count: number;
  isToldOfVisit: boolean;
}

/** Makes a teller; each element that is there counts as rendered once, also one that comes later. */
export function createStageTeller({
  liveEntries,
  apiUrl,
}: Pick<Kit, 'apiUrl'> & { readonly liveEntries: Iterable<Staged> }): StageTeller {
  const seen = new WeakSet<Staged>();
  const noted = new Map<string, Noted>();
  const teller: StageTeller = {
    note(entry, stage) {
      const key = `${entry} ${stage}`;
      const one = noted.get(key) ?? { entry, stage, at: Date.now(), count: 0, isToldOfVisit: false };
      one.count += 1;
      noted.set(key, one);
    },
    tell() {
      for (const element of liveEntries) {
        if (!element.entry || seen.has(element)) continue;
        seen.add(element);
        teller.note(element.entry, 'rendered');
      }
      const stages = [...noted.values()].flatMap(toTold).slice(0, MOST_AT_ONCE);
      if (stages.length === 0) return;
      // A bare string goes as text/plain: no preflight, which a page that is being left cannot await.
      const options = { method: 'POST', keepalive: true, body: JSON.stringify({ stages }) } as const;
      // Asynchronous, since a page may have put a `fetch` of its own in place, which throws at once.
      const send = async () => await fetch(apiUrl('/v1/stages'), { ...options, credentials: 'omit' });
      void send().catch(() => null);
    },
  };
  return teller;
}

function toTold(one: Noted): ToldStage[] {
  const visit = one.isToldOfVisit ? undefined : visitOf(one.entry);
  const { entry: entryPoint, stage } = one;
  const count = Math.min(one.count, MOST_ALIKE);
  if (!count && !visit) return [];
  one.count = 0;
  one.isToldOfVisit ||= visit !== undefined;
  return [{ entryPoint, stage, count, ago: Math.max(0, Date.now() - one.at), ...visit }];
}

/** The visit that this tab remembers; where storage is switched off, what is told is only counted. */
function visitOf(entry: string): Pick<ToldStage, 'refId' | 'watchSecret'> | undefined {
  try {
    const visit = JSON.parse(sessionStorage.getItem(sessionKey(entry)) ?? 'null') as {
      id: string;
      watchSecret: string;
    };
    return { refId: visit.id, watchSecret: visit.watchSecret };
  } catch {
    return undefined;
  }
}

import type { OpenVisit } from '../entry/visit-session.ts';
import { visitSession } from '../entry/visit-session.ts';
import type { WatchedStatus } from '../entry/watch-visit.ts';
import type { Kit } from '../kit.ts';
import { endVisitLink } from './end-visit-link.ts';

/** What visits of this tab connected at an entry point, by the server's word. */
export interface VisitLinks {
  /** The tab remembers a link, and the server has not said yet whether it stands. */
  readonly isRecalling: boolean;
  /** The masked name of the account that the latest of them connected. */
  readonly name: string | undefined;
  /** One of them brought its link about: whoever holds that visit's secret may end it. */
  readonly isOwn: boolean;
  /** Takes down where a visit stands, and remembers what it connected until the visit is over. */
  note(status: WatchedStatus, visit: OpenVisit): void;
  /** Where nothing is known, asks the server about the visit that the tab remembers, until it says where that stands. */
  recall(): void;
  /** Stops asking. */
  rest(): void;
  /** Stops asking; nothing is known then, while the tab's memory stays. */
  drop(): void;
  /** Makes the tab forget. */
  forget(): void;
  /** Has the server end the links that visits brought about. @throws when it does not */
  end(): Promise<void>;
}

/** Who is told what came of a recall. */
export interface RecallListener {
  readonly entry: string;
  recalled(isLinked: boolean): void;
  mention(code: string, message: string): void;
}

interface VisitLink {
  readonly visit: OpenVisit;
  readonly name: string | undefined;
  readonly isOwn: boolean;
}

/** Makes what one element knows of the links that visits of this tab made, and may end. */
export function createVisitLinks(kit: Pick<Kit, 'apiUrl' | 'loadPart'>, listener: RecallListener): VisitLinks {
  const visitsUrl = kit.apiUrl('/v1/refs/');
  let known: readonly VisitLink[] = [];
  let stop = new AbortController();
  // Apart from the visits under way, which other elements follow, too; no entry point's key holds a colon.
  const key = () => `linked:${listener.entry}`;
  const recalled = (status?: WatchedStatus, visit?: OpenVisit) => {
    links.isRecalling = false;
    if (status && visit) links.note(status, visit);
    listener.recalled(known.length > 0);
  };
  const links = {
    isRecalling: false,
    get name() {
      return known.at(-1)?.name;
    },
    get isOwn() {
      return known.some(({ isOwn }) => isOwn);
    },
    note(status: WatchedStatus, visit: OpenVisit) {
      const link = readLink(status, visit);
      const others = known.filter((one) => one.visit.id !== visit.id);
      if (!link) visitSession.forget(key(), visit);
      // A visit that found the link standing says nothing new.
      else if (!link.isOwn && others.length > 0) return;
      else visitSession.keep(key(), visit);
      known = link ? [...others, link] : others;
    },
    recall() {
      links.rest();
      const visit = visitSession.find(key());
      if (!visit || known.length > 0) return;
      stop = new AbortController();
      links.isRecalling = true;
      const target = { entry: listener.entry, visitsUrl, onStatus: recalled };
      kit
        .loadPart<typeof import('../watch.ts')>('watch')
        .then(({ followEntry }) => followEntry(target, visit, stop.signal))
        .catch((error: unknown) => {
          recalled();
          listener.mention('watch_unavailable', String(error));
        });
    },
    rest() {
      stop.abort();
      links.isRecalling = false;
    },
    drop() {
      links.rest();
      known = [];
    },
    forget: () => visitSession.forget(key()),
    async end() {
      for (const { visit, isOwn } of known) if (isOwn) await endVisitLink(visitsUrl, visit);
    },
  };
  return links;
}

function readLink({ state, account, stages }: WatchedStatus, visit: OpenVisit): VisitLink | undefined {
  if (state !== 'linked') return undefined;
  return { visit, name: account?.label, isOwn: stages.some(({ stage, reason }) => stage === 'linked' && !reason) };
}

import type { ReplayOptions } from '../../shared/api/deliveries.ts';
import { type Reading, type Tx, UniqueConflict } from '../base/storage/index.ts';
import { judgeReplay, reasonToStay, type ReplayRefusal } from './judge-replay.ts';
import { PARK_SENTENCES, type Parkable } from './park-reason.ts';
import type { RenewEvent } from './renew-event.ts';
import { isKeyTaken, renameEvent, type RenamedEvent, type ReplayRow } from './replay-store.ts';

/** An event and what becomes of it. */
export interface JudgedRow {
  readonly row: ReplayRow;
  readonly verdict: ReplayRefusal | 'put_back';
}

/** By what rows are judged. */
export interface JudgeRowsOptions {
  readonly options: ReplayOptions;
  readonly isConnectedPage: (pageId: string) => Promise<boolean>;
  readonly renew: RenewEvent;
  /** Takes what this version makes of an event; answers false when it is another event's already. */
  readonly rename: (row: ReplayRow, event: RenamedEvent) => Promise<boolean>;
}

/** Decides for each of the events whether it is put back; an event of a kind that was unknown is first read anew. */
export async function judgeRows(
  at: Reading,
  rows: readonly ReplayRow[],
  { options, isConnectedPage, renew, rename }: JudgeRowsOptions,
): Promise<JudgedRow[]> {
  const connected = new Map<string, boolean>();
  const stays = async (row: ReplayRow, event: Parkable): Promise<ReturnType<typeof reasonToStay>> => {
    const isConnected = connected.get(event.pageId) ?? (await isConnectedPage(event.pageId));
    connected.set(event.pageId, isConnected);
    return reasonToStay(row, event, isConnected, options);
  };
  const judge = async (row: ReplayRow): Promise<JudgedRow['verdict']> => {
    const verdict = judgeReplay(row, options);
    if (verdict === 'put_back') return (await stays(row, row)) ?? 'put_back';
    if (verdict !== 'renew') return verdict;
    const event = await renew(at, row);
    if (!event) return 'unknown_kind';
    const reason = await stays(row, event);
    const parked = reason ? { parkedFor: reason, error: PARK_SENTENCES[reason] } : {};
    return (await rename(row, { ...event, ...parked })) ? (reason ?? 'put_back') : 'duplicate';
  };
  const judged: JudgedRow[] = [];
  for (const row of rows) judged.push({ row, verdict: await judge(row) });
  return judged;
}

/** Writes down what this version makes of an event; one that was received again since then stays as it is. */
export function renameIn(tx: Tx): JudgeRowsOptions['rename'] {
  return async function rename({ id }, event) {
    try {
      await tx.savepoint(() => renameEvent(tx, id, event));
      return true;
    } catch (error) {
      if (error instanceof UniqueConflict) return false;
      throw error;
    }
  };
}

/** Only looks whether the event could be written down so, beside those that were looked at before. */
export function previewRename(): (at: Reading) => JudgeRowsOptions['rename'] {
  const taken = new Set<string>();
  return (at) =>
    async function rename({ id }, { dedupeKey: key }) {
      if (taken.has(key) || (await isKeyTaken(at, key, id))) return false;
      taken.add(key);
      return true;
    };
}

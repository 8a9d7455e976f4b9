import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type { Replay } from '../../../shared/api/deliveries.ts';
import type { ApiClient } from '../api-client.ts';
import { apiCommand, type ApiOptions, clientOf } from '../api-command.ts';
import { addFilterOptions, type FilterOptions, filterOf } from '../filter-options.ts';
import { mergeReplays } from '../merge-replays.ts';
import { printJson, printLine, printTable } from '../print.ts';
import { UsageError } from '../usage-error.ts';

interface ReplayCommandOptions extends ApiOptions, FilterOptions {
  readonly preview?: true;
  readonly yes?: true;
  readonly includeApplied?: true;
  readonly force?: true;
}

const EXAMPLES = `
Without an id, everything that is parked or dead and fits the options is replayed. What it would do is shown first.

Examples:
  threadtie replay evt_12
  threadtie replay dlv_7
  threadtie replay --status dead --kind referral --preview
  threadtie replay --received-after 2026-11-19T08:00:00Z --received-before 2026-11-19T10:00:00Z --yes`;

/** `threadtie replay`: applies events again. */
export function replayCommand(): Command {
  const command = apiCommand('replay', 'apply events again, or split a delivery again').argument(
    '[id]',
    'an event or a delivery, such as evt_12 or dlv_7',
  );
  return addFilterOptions(command)
    .option('--include-applied', 'also those that were applied; nothing changes by them')
    .option('--force', 'also those that were parked for their age')
    .option('--preview', 'only show what would be done')
    .option('--yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action(replay);
}

async function replay(id: string | undefined, options: ReplayCommandOptions): Promise<void> {
  const client = clientOf(options);
  const filter = filterOf(options);
  if (id !== undefined && Object.keys(filter).length > 0) throw new UsageError('Give an id or a filter, not both.');
  const run = id === undefined ? replayFilter(client, filter, options) : replayOne(client, id, options);
  if (options.preview || id !== undefined) return show(await run(options.preview ?? false), options);
  if (!options.yes) {
    if (options.json || !process.stdin.isTTY) throw new UsageError('Nobody can be asked here: add --yes or --preview.');
    const preview = await run(true);
    show(preview, options);
    if (preview.events === 0 || !(await isConfirmed(preview.events))) return;
  }
  show(await run(false), options);
}

type Run = (preview: boolean) => Promise<Replay>;

function replayOne(client: ApiClient, id: string, options: ReplayCommandOptions): Run {
  const kind = /^(evt|dlv)_\d+$/.exec(id)?.[1];
  if (!kind) throw new UsageError(`"${id}" is no id of an event (evt_12) or a delivery (dlv_7).`);
  const path = `/v1/${kind === 'evt' ? 'events' : 'deliveries'}/${id}/replay`;
  return (preview) => client.post<Replay>(path, { preview, ...choices(options) });
}

/** One call does a part: the next one goes on where it ended. */
function replayFilter(client: ApiClient, filter: object, options: ReplayCommandOptions): Run {
  return async (preview) => {
    let total: Replay | undefined;
    do {
      const cursor = total?.nextCursor ?? undefined;
      const part = await client.post<Replay>('/v1/events/replay', { filter, preview, cursor, ...choices(options) });
      total = total ? mergeReplays(total, part) : part;
      if (total.nextCursor) process.stderr.write(`${total.events} events ${preview ? 'found' : 'put back'} so far\n`);
    } while (total.nextCursor);
    return total;
  };
}

function choices({ includeApplied, force }: ReplayCommandOptions) {
  return { includeApplied: includeApplied === true, force: force === true };
}

async function isConfirmed(events: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Apply these ${events} events again? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function show(replay: Replay, options: ApiOptions): void {
  if (options.json) return printJson(replay);
  const { preview, events, deliveries, appliedBefore, counts, skipped, sample, handlers } = replay;
  if (deliveries > 0) printLine(`${deliveries} delivery ${preview ? 'would be' : 'is'} split again.`);
  printLine(
    `${events} events ${preview ? 'would be' : 'are'} applied again, ${appliedBefore} of them not for the first time.`,
  );
  if (counts.length > 0)
    printTable(
      ['KIND', 'STATUS', 'EVENTS'],
      counts.map((row) => [row.kind, row.status, row.events]),
    );
  if (skipped.length > 0)
    printTable(
      ['LEFT AS IT IS', 'EVENTS'],
      skipped.map((row) => [row.reason, row.events]),
    );
  if (sample.length > 0) printLine(`Such as ${sample.join(', ')}; reactions: ${handlers.join(', ')}.`);
}

import { Command } from 'commander';
import type { InboxEvent, InboxEventDetail } from '../../../shared/api/deliveries.ts';
import type { Page } from '../../../shared/api/list.ts';
import { apiCommand, type ApiOptions, clientOf } from '../api-command.ts';
import { addFilterOptions, type FilterOptions, filterOf, readLimit } from '../filter-options.ts';
import { printFields, printJson, printLine, printTable } from '../print.ts';

interface ListOptions extends ApiOptions, FilterOptions {
  readonly limit: string;
  readonly cursor?: string;
}

const EXAMPLES = `
Examples:
  threadtie events list --status dead
  threadtie events list --page 1067280970047460 --psid 24 --kind referral --json`;

/** `threadtie events`: the single events in what the platform sent. */
export function eventsCommand(): Command {
  const list = addFilterOptions(apiCommand('list', 'list events, newest first'))
    .option('--limit <number>', 'how many at most', readLimit, '50')
    .option('--cursor <cursor>', 'where the list goes on')
    .addHelpText('after', EXAMPLES)
    .action(listEvents);
  const show = apiCommand('show', 'show one event with its failed attempts and what the platform said')
    .argument('<id>', 'such as evt_12')
    .action(showEvent);
  return new Command('events')
    .description('the single events in what the platform sent')
    .addCommand(list)
    .addCommand(show);
}

async function listEvents({ limit, cursor, ...options }: ListOptions): Promise<void> {
  const list = await clientOf(options).get<Page<InboxEvent>>('/v1/events', { ...filterOf(options), limit, cursor });
  if (options.json) return printJson(list);
  const rows = list.data.map((row) => {
    return [row.id, row.receivedAt, row.status, row.kind, row.pageId, row.psid, row.attempts, row.error];
  });
  printTable(['ID', 'RECEIVED', 'STATUS', 'KIND', 'PAGE', 'PSID', 'ATTEMPTS', 'ERROR'], rows);
  if (list.nextCursor) printLine(`\nMore: --cursor ${list.nextCursor}`);
}

async function showEvent(id: string, options: ApiOptions): Promise<void> {
  const event = await clientOf(options).get<InboxEventDetail>(`/v1/events/${encodeURIComponent(id)}`);
  if (options.json) return printJson(event);
  const { failures, raw, ...fields } = event;
  printFields(fields);
  for (const { at, error } of failures) printLine(`failed ${at}  ${error}`);
  printLine(raw === null ? '\nIts delivery has been deleted.' : `\n${JSON.stringify(raw, null, 2)}`);
}

import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type Delivery, DELIVERY_STATUSES } from '../../../shared/api/deliveries.ts';
import type { Page } from '../../../shared/api/list.ts';
import { apiCommand, type ApiOptions, clientOf } from '../api-command.ts';
import { addAgeOptions, readLimit } from '../filter-options.ts';
import { printable, printFields, printJson, printLine, printTable } from '../print.ts';

interface ListOptions extends ApiOptions {
  readonly status?: string;
  readonly app?: string;
  readonly receivedAfter?: string;
  readonly receivedBefore?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** `threadtie deliveries`: what the platform sent, and what became of it. */
export function deliveriesCommand(): Command {
  const show = apiCommand('show', 'show one delivery').argument('<id>', 'such as dlv_12').action(showDelivery);
  const body = apiCommand('body', 'print the bytes of a delivery as they were received; this is written down')
    .argument('<id>', 'such as dlv_12')
    .option('--output <file>', 'write them to this file')
    .action(printBody);
  return new Command('deliveries')
    .description('what the platform sent')
    .addCommand(listCommand())
    .addCommand(show)
    .addCommand(body);
}

function listCommand(): Command {
  const list = apiCommand('list', 'list deliveries, newest first')
    .addOption(new Option('--status <status>', 'what became of it').choices(DELIVERY_STATUSES))
    .option('--app <id>', 'id of the Meta app')
    .option('--limit <number>', 'how many at most', readLimit, '50')
    .option('--cursor <cursor>', 'where the list goes on');
  return addAgeOptions(list)
    .addHelpText(
      'after',
      '\nExample:\n  threadtie deliveries list --status unreadable --received-after 2026-11-20T00:00:00Z',
    )
    .action(listDeliveries);
}

async function listDeliveries({ status, app, limit, cursor, ...options }: ListOptions): Promise<void> {
  const { receivedAfter, receivedBefore } = options;
  const query = { status, appId: app, receivedAfter, receivedBefore, limit, cursor };
  const list = await clientOf(options).get<Page<Delivery>>('/v1/deliveries', query);
  if (options.json) return printJson(list);
  const rows = list.data.map((row) => [row.id, row.receivedAt, row.status, row.events, row.duplicates, row.error]);
  printTable(['ID', 'RECEIVED', 'STATUS', 'EVENTS', 'DUPLICATES', 'ERROR'], rows);
  if (list.nextCursor) printLine(`\nMore: --cursor ${list.nextCursor}`);
}

async function showDelivery(id: string, options: ApiOptions): Promise<void> {
  const delivery = await clientOf(options).get<Delivery>(`/v1/deliveries/${encodeURIComponent(id)}`);
  if (options.json) printJson(delivery);
  else printFields(delivery);
}

async function printBody(id: string, options: ApiOptions & { readonly output?: string }): Promise<void> {
  const bytes = await clientOf(options).bytes(`/v1/deliveries/${encodeURIComponent(id)}/body`);
  if (options.output) return await writeFile(options.output, bytes, { mode: 0o600 });
  if (options.json) return printJson({ id, base64: bytes.toString('base64') });
  // A terminal would obey what stands in it; a file or a program gets the very bytes.
  process.stdout.write(process.stdout.isTTY ? `${printable(bytes.toString('utf8'))}\n` : bytes);
}

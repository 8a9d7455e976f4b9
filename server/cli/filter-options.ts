import { type Command, InvalidArgumentError, Option } from 'commander';
import { EVENT_STATUSES } from '../../shared/api/deliveries.ts';

/** What events can be narrowed by, as the API names it. */
export interface FilterOptions {
  readonly status?: string;
  readonly kind?: string;
  readonly page?: string;
  readonly psid?: string;
  readonly app?: string;
  readonly delivery?: string;
  readonly receivedAfter?: string;
  readonly receivedBefore?: string;
}

/** Adds the options by age. */
export function addAgeOptions(command: Command): Command {
  return command
    .option('--received-after <time>', 'received at this time or later, such as 2026-11-20T08:00:00Z', readTime)
    .option('--received-before <time>', 'received before this time', readTime);
}

/** Adds the options that narrow events. */
export function addFilterOptions(command: Command): Command {
  return addAgeOptions(
    command
      .addOption(new Option('--status <status>', 'what became of it').choices(EVENT_STATUSES))
      .option('--kind <kind>', 'kind of event, such as message or referral')
      .option('--page <id>', 'id of the Page')
      .option('--psid <id>', 'id of the person; with --page, a thread')
      .option('--app <id>', 'id of the Meta app')
      .option('--delivery <id>', 'id of the delivery, such as dlv_12'),
  );
}

/** The filter in the words of the API. */
export function filterOf(options: FilterOptions): Record<string, string> {
  const { status, kind, page, psid, app, delivery, receivedAfter, receivedBefore } = options;
  const named = { status, kind, pageId: page, psid, appId: app, deliveryId: delivery, receivedAfter, receivedBefore };
  return Object.fromEntries(Object.entries(named).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Reads a number of rows. */
export function readLimit(text: string): string {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200) return text;
  throw new InvalidArgumentError('It must be a number from 1 to 200.');
}

function readTime(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It must be a time such as 2026-11-20T08:00:00Z.');
  return time.toISOString();
}

import { type Command, InvalidArgumentError } from 'commander';
import type { ChoosePagesBody } from '../../../shared/api/page-connections.ts';
import { MINUTE } from '../../base/clock.ts';
import { apiCommand, type ApiOptions, clientOf } from '../api-command.ts';
import { connectPages } from '../connect/connect-pages.ts';
import { isLoopback } from '../is-loopback.ts';
import { readUserToken } from '../connect/read-user-token.ts';
import { UsageError } from '../usage-error.ts';

type IceBreaker = NonNullable<ChoosePagesBody['iceBreakers']>[number];

interface ConnectPageOptions extends ApiOptions {
  readonly userToken?: string;
  readonly app?: string;
  readonly page: readonly string[];
  readonly all?: true;
  readonly resume?: string;
  readonly getStarted?: string;
  readonly greeting?: string;
  readonly iceBreaker: readonly IceBreaker[];
  readonly takeOverCallback?: true;
  readonly wait: number | false;
}

const EXAMPLES = `
The token is that of a person with a role on the Pages; Meta's Graph API Explorer or your own login dialog makes one. What
stands in a command can be read by others on this machine: give the token in THREADTIE_USER_TOKEN, by a pipe, or at the prompt.

Ends with 0 when the Pages are set up, 1 when something is in the way.

Examples:
  threadtie connect-page
  threadtie connect-page --page 1067280970047460 --greeting 'Hello, how can we help?' --ice-breaker 'Opening hours?=HOURS'
  cat token | threadtie connect-page --all --no-wait --json
  threadtie connect-page --resume con_7`;

/** `threadtie connect-page`: from a user token to Pages whose events arrive. */
export function connectPageCommand(): Command {
  return apiCommand('connect-page', 'connect Pages, step by step, and see what is missing')
    .option('--user-token <token>', 'token of a person with a role on the Pages; - reads it from the standard input')
    .option('--app <id>', 'id of the Meta app; the first one when left out')
    .option('--page <id>', 'a Page to connect; may be given again', collect, [])
    .option('--all', 'connect every Page of this person, and their Instagram accounts')
    .option('--resume <connection>', 'go on with a connection that was begun before, such as con_7')
    .option('--get-started <payload>', 'payload of the Get Started button')
    .option('--greeting <text>', 'what is shown before the first message, at most 160 characters')
    .option('--ice-breaker <question=payload>', 'a question to begin with, at most four', collectIceBreaker, [])
    .option('--take-over-callback', 'let the app send here although it sends to another system now, which loses it')
    .option('--wait <minutes>', 'how long to wait for the first event', readMinutes, 10)
    .option('--no-wait', 'do not wait for the first event')
    .addHelpText('after', EXAMPLES)
    .action(connect);
}

async function connect(options: ConnectPageOptions): Promise<void> {
  const { resume, userToken, getStarted, greeting, iceBreaker, wait, ...rest } = options;
  if (resume !== undefined && userToken !== undefined) throw new UsageError('Give --resume or --user-token, not both.');
  const client = clientOf(options);
  if (options.url.startsWith('http:') && !isLoopback(options.url)) {
    process.stderr.write(
      `The token goes to ${options.url} without encryption: use https, or run this on that machine.\n`,
    );
  }
  const from = resume === undefined ? { userToken: await readUserToken(userToken) } : { connectionId: resume };
  const profile = {
    ...(getStarted === undefined ? {} : { getStartedPayload: getStarted }),
    ...(greeting === undefined ? {} : { greeting }),
    ...(iceBreaker.length === 0 ? {} : { iceBreakers: [...iceBreaker] }),
  };
  await connectPages(client, from, { ...rest, profile, waitMs: wait === false ? 0 : wait * MINUTE });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function collectIceBreaker(value: string, before: readonly IceBreaker[]): IceBreaker[] {
  const at = value.lastIndexOf('=');
  if (at < 1 || at === value.length - 1) throw new InvalidArgumentError("It must look like 'Opening hours?=HOURS'.");
  return [...before, { question: value.slice(0, at), payload: value.slice(at + 1) }];
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (Number.isFinite(minutes) && minutes > 0 && minutes <= 1440) return minutes;
  throw new InvalidArgumentError('It must be a number of minutes, at most 1440.');
}

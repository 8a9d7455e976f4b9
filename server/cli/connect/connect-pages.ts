import type { ChoosePagesBody, PageConnection, StartConnectionBody } from '../../../shared/api/page-connections.ts';
import { MINUTE } from '../../base/clock.ts';
import type { ApiClient } from '../api-client.ts';
import { counted } from '../counted.ts';
import { printJson } from '../print.ts';
import { choosePages, type PageChoice } from './choose-pages.ts';
import { isFailed, isWaiting, isWorking, judgeConnection } from './judge-connection.ts';
import { connectionPath, type Followed, reportUntil, reportWhile } from './follow-connection.ts';
import { createStepReport } from './report-steps.ts';
import { showCandidates, showOutcome } from './show-connection.ts';

const WORK_MS = 120_000;

/** What a guided connection is to do. */
export interface ConnectOptions extends PageChoice {
  readonly json?: true;
  readonly app?: string;
  /** The profile to give the Pages. */
  readonly profile: Omit<Partial<ChoosePagesBody>, 'pageIds'>;
  /** How long to wait for the first event; 0 does not wait. */
  readonly waitMs: number;
}

/** Where to begin: with a person's token, or with a connection that was begun before. */
export type ConnectFrom = { readonly userToken: string } | { readonly connectionId: string };

/**
 * Leads from a user token to Pages whose events arrive, and shows each step as it happens.
 * @throws {FailedError} when a step failed or something required is missing
 */
export async function connectPages(client: ApiClient, from: ConnectFrom, options: ConnectOptions): Promise<void> {
  const stream = options.json ? process.stderr : process.stdout;
  const report = createStepReport(stream);
  const begun = await begin(client, from, options.app);
  const followed: Followed = { client, id: begun.id, report };
  report(begun);
  const chosen = begun.state === 'choosing' ? await choose(followed, begun, options) : begun;
  const ended = await awaitEvent(followed, chosen, options);
  if (options.json) printJson(ended);
  else showOutcome(ended);
  judgeConnection(ended, options.waitMs > 0);
}

async function begin(client: ApiClient, from: ConnectFrom, appId: string | undefined): Promise<PageConnection> {
  if ('connectionId' in from) {
    return await client.post<PageConnection>(`${connectionPath(from.connectionId)}/resume`, {});
  }
  const body: StartConnectionBody = { userToken: from.userToken, ...(appId ? { appId } : {}) };
  return await client.post<PageConnection>('/v1/page-connections', body);
}

async function choose(followed: Followed, begun: PageConnection, options: ConnectOptions): Promise<PageConnection> {
  showCandidates(begun, options.json ? process.stderr : process.stdout);
  const pageIds = await choosePages(begun, options);
  const body: Partial<ChoosePagesBody> = { pageIds, ...options.profile };
  const path = `${connectionPath(begun.id)}/pages`;
  return await reportWhile(followed, followed.client.post<PageConnection>(path, body));
}

async function awaitEvent(
  followed: Followed,
  chosen: PageConnection,
  { waitMs }: ConnectOptions,
): Promise<PageConnection> {
  const isDone = (connection: PageConnection): boolean => !isWorking(connection);
  const working = isDone(chosen) ? chosen : await reportUntil(followed, isDone, WORK_MS);
  const names = working.pages.filter((page) => page.isChosen).map((page) => page.name);
  if (waitMs === 0 || !isWaiting(working) || isFailed(working)) return working;
  process.stderr.write(
    `Now write anything to ${names.join(' and ')} in Messenger, as somebody who may write to the app.\n` +
      `Waiting for ${counted(Math.ceil(waitMs / MINUTE), 'minute')} at most; Ctrl-C ends only the waiting. ` +
      `Look again with "threadtie connect-page --resume ${working.id}".\n`,
  );
  return await reportUntil(followed, (connection) => !isWaiting(connection) || isFailed(connection), waitMs);
}

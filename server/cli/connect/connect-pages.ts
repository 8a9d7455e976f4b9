import type { ChoosePagesBody, PageConnection, StartConnectionBody } from '../../../shared/api/page-connections.ts';
import { MINUTE } from '../../base/clock.ts';
import type { ApiClient } from '../api-client.ts';
import { counted } from '../counted.ts';
import { ask, canAsk } from '../ask.ts';
import { printable, printJson } from '../print.ts';
import { choosePages, type PageChoice } from './choose-pages.ts';
import { isFailed, isWaiting, isWorking, judgeConnection } from './judge-connection.ts';
import { connectionPath, type Followed, reportUntil, reportWhile } from './follow-connection.ts';
import { createStepReport } from './report-steps.ts';
import { nameOf, showCandidates, showOutcome } from './show-connection.ts';

const WORK_MS = 120_000;

/** What a guided connection is to do. */
export interface ConnectOptions extends PageChoice {
  readonly json?: true;
  readonly app?: string;
  /** The profile to give the Pages. */
  readonly profile: Omit<Partial<ChoosePagesBody>, 'pageIds'>;
  /** Whether events that go to another system may be taken from it; asked at a terminal when that is so. */
  readonly takeOverCallback?: true;
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
  const chosen = await chooseOrGoOn(followed, begun, options);
  const ended = await awaitEvent(followed, await settle(followed, chosen, options), options);
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

async function chooseOrGoOn(
  followed: Followed,
  begun: PageConnection,
  options: ConnectOptions,
): Promise<PageConnection> {
  const takesOver = options.takeOverCallback === true;
  if (begun.state !== 'choosing') return takesOver ? await chooseAgain(followed, begun, options) : begun;
  showCandidates(begun, options.json ? process.stderr : process.stdout);
  return await choose(followed, await choosePages(begun, options), options, takesOver);
}

/** The same Pages again, now that events may be taken from another system. */
async function chooseAgain(
  followed: Followed,
  before: PageConnection,
  options: ConnectOptions,
): Promise<PageConnection> {
  const pageIds = before.pages.filter((page) => page.isChosen).map((page) => page.id);
  return pageIds.length === 0 ? before : await choose(followed, pageIds, options, true);
}

async function choose(
  followed: Followed,
  pageIds: string[],
  options: ConnectOptions,
  takesOverCallback: boolean,
): Promise<PageConnection> {
  const body: Partial<ChoosePagesBody> = { pageIds, takesOverCallback, ...options.profile };
  const path = `${connectionPath(followed.id)}/pages`;
  return await reportWhile(followed, followed.client.post<PageConnection>(path, body));
}

/** Waits for what is done without a person, and asks the person when another system would lose the app's events. */
async function settle(followed: Followed, chosen: PageConnection, options: ConnectOptions): Promise<PageConnection> {
  const isDone = (connection: PageConnection): boolean => !isWorking(connection);
  const working = isDone(chosen) ? chosen : await reportUntil(followed, isDone, WORK_MS);
  const { foreignCallback } = working;
  if (foreignCallback === null || options.json || !canAsk()) return working;
  const question = `The events of this app go to ${foreignCallback}, which would hear nothing any more. Take them? [y/N] `;
  if (!/^y(es)?$/i.test(await ask(printable(question)))) return working;
  await chooseAgain(followed, working, options);
  return await reportUntil(followed, isDone, WORK_MS);
}

async function awaitEvent(
  followed: Followed,
  working: PageConnection,
  { waitMs }: ConnectOptions,
): Promise<PageConnection> {
  const names = working.pages.filter((page) => page.isChosen).map(nameOf);
  if (waitMs === 0 || !isWaiting(working) || isFailed(working)) return working;
  process.stderr.write(
    `Now write anything to ${names.join(' and ')} in Messenger, as somebody who may write to the app.\n` +
      `Waiting for ${counted(Math.ceil(waitMs / MINUTE), 'minute')} at most; Ctrl-C ends only the waiting. ` +
      `Look again with "threadtie connect-page --resume ${working.id}".\n`,
  );
  return await reportUntil(followed, (connection) => !isWaiting(connection) || isFailed(connection), waitMs);
}

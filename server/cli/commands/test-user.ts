import type { Command } from 'commander';
import type { App } from '../../../shared/api/apps.ts';
import type { Page } from '../../../shared/api/list.ts';
import type { GuideStep } from '../../../shared/api/page-connections.ts';
import { connectionGuide } from '../../../shared/connection-guide.ts';
import { MINUTE } from '../../base/clock.ts';
import type { ApiClient } from '../api-client.ts';
import { apiCommand, type ApiOptions, clientIfKey } from '../api-command.ts';
import { ask, askHidden, canAsk } from '../ask.ts';
import { connectPages } from '../connect/connect-pages.ts';
import { printJson, printLine } from '../print.ts';

interface TestUserOptions extends ApiOptions {
  readonly app?: string;
}

const WAIT_MS = 10 * MINUTE;
const EXAMPLES = `
At a terminal it goes step by step and connects the Page in the end; elsewhere it prints the steps.

Examples:
  threadtie test-user
  threadtie test-user --app 730000000000017 | less`;

/** `threadtie test-user`: the way to a Page for trying things out, with a test user of Meta's. */
export function testUserCommand(): Command {
  return apiCommand('test-user', 'try everything with a test user and a Page that nobody else sees, step by step')
    .option('--app <id>', 'id of the Meta app; the first one of the server when left out')
    .addHelpText('after', EXAMPLES)
    .action(guide);
}

async function guide(options: TestUserOptions): Promise<void> {
  const client = clientIfKey(options);
  const appId = options.app ?? (await firstApp(client));
  const { testUser: steps, aboutTestUsers: about } = connectionGuide(appId);
  if (options.json) return printJson({ appId, about, steps });
  printLine(`Test users of Meta's, and the Pages they make, are seen only by people with a role on the app.`);
  printLine(`About them: ${about}`);
  const onward = `threadtie connect-page${appId ? ` --app ${appId}` : ''}`;
  if (!client || !canAsk()) {
    for (const [index, step] of steps.entries()) showStep(step, index);
    return printLine(`\nTo connect the Page: ${onward}`);
  }
  for (const [index, step] of steps.slice(0, -2).entries()) {
    showStep(step, index);
    await ask('Done? Press Enter. ');
  }
  await connect(client, appId, steps, onward);
}

async function connect(
  client: ApiClient,
  appId: string | null,
  steps: readonly GuideStep[],
  onward: string,
): Promise<void> {
  for (const [index, step] of steps.entries()) if (index >= steps.length - 2) showStep(step, index);
  const userToken = await askHidden('\nToken of the test user (it is not shown; Enter alone ends here): ');
  if (userToken === '') return printLine(`Connect the Page later with: ${onward}`);
  const options = { page: [], profile: {}, waitMs: WAIT_MS, ...(appId ? { app: appId } : {}) };
  await connectPages(client, { userToken }, options);
}

function showStep({ title, detail, url }: GuideStep, index: number): void {
  printLine(`\n${index + 1}. ${title}`);
  printLine(`   ${detail}`);
  if (url) printLine(`   ${url}`);
}

/** The guide can be read without a server, too. */
async function firstApp(client: ApiClient | null): Promise<string | null> {
  const apps = await client?.get<Page<App>>('/v1/apps').catch(() => null);
  return apps?.data[0]?.id ?? null;
}

import type { App } from '../../../shared/api/apps.ts';
import type { Check, ConnectedPage } from '../../../shared/api/pages.ts';
import { counted } from '../counted.ts';
import { checkFinding } from './check-finding.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { OpenPatient } from './patient.ts';
import { readList } from './read-list.ts';

const finding = findingsOf('apps');

/** Whether a check is about the app rather than the Page it was made for. Pure. */
export function isOfApp({ step, name }: Check): boolean {
  return step === 'webhook' || name === 'app_mode';
}

/** The apps, and what the checks of their Pages say about their webhook: once per app, as it was seen last. */
export async function lookAtApps({ client }: OpenPatient, pages: readonly ConnectedPage[]): Promise<Finding[]> {
  const apps = await readList<App>(client, '/v1/apps', 'apps');
  if (!apps.rows) return [apps.finding];
  if (apps.rows.length === 0) {
    const fix = 'Set META_APP_ID, META_APP_SECRET and META_VERIFY_TOKEN and start the server again.';
    return [finding('known', 'wrong', 'No Meta app is known: no webhook would be accepted.', fix)];
  }
  return apps.rows.flatMap((app) => lookAtApp(app, pages));
}

function lookAtApp({ id, secrets, webhookUrl }: App, pages: readonly ConnectedPage[]): Finding[] {
  const detail = `${counted(secrets, 'secret')}, callback URL ${webhookUrl}`;
  const known = finding('known', 'ok', detail, null, id);
  const checks = latestOf(pages.flatMap((page) => page.checks).filter((each) => each.appId === id && isOfApp(each)));
  if (checks.length > 0) return [known, ...checks.map((check) => checkFinding('apps', check, id))];
  const fix = 'Connect a Page with "threadtie connect-page": its checks show the webhook, too.';
  return [known, finding('webhook', 'unknown', 'Its webhook has not been looked at yet.', fix, id)];
}

function latestOf(checks: readonly Check[]): Check[] {
  const latest = new Map<string, Check>();
  for (const check of checks) {
    const before = latest.get(check.name);
    if (!before || (check.checkedAt ?? '') >= (before.checkedAt ?? '')) latest.set(check.name, check);
  }
  return [...latest.values()];
}

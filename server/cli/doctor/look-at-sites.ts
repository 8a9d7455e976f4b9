import type { EntryPoint } from '../../../shared/api/entry-points.ts';
import type { ConnectedPage } from '../../../shared/api/pages.ts';
import type { Site } from '../../../shared/api/sites.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { OpenPatient } from './patient.ts';
import { isLoopback } from '../is-loopback.ts';
import { readList } from './read-list.ts';

const finding = findingsOf('sites');

/** Whether the widget may be used where it is meant to be, and every entry point leads somewhere. */
export async function lookAtSites({ client }: OpenPatient, pages: readonly ConnectedPage[]): Promise<Finding[]> {
  const [sites, entryPoints] = [
    await readList<Site>(client, '/v1/sites', 'sites'),
    await readList<EntryPoint>(client, '/v1/entry-points', 'sites'),
  ];
  const failed = [sites, entryPoints].flatMap((list) => (list.rows ? [] : [list.finding]));
  const own = (sites.rows ?? []).flatMap((site) => lookAtSite(site, entryPoints.rows));
  if (sites.rows?.length === 0) {
    own.push(finding('known', 'warning', 'No site is known yet.', 'Create one with POST /v1/sites.'));
  }
  return [...failed, ...own, ...(entryPoints.rows ?? []).flatMap((each) => lookAtEntryPoint(each, pages))];
}

function lookAtSite({ id, name, origins }: Site, entryPoints: readonly EntryPoint[] | null): Finding[] {
  const findings = origins.flatMap((origin) => {
    if (origin.startsWith('https:') || isLoopback(origin)) return [];
    const fix = 'Serve the site by https: Messenger lists no other domain, and a ref can be read on the way.';
    return [finding('origins', 'warning', `${name}: ${origin} is not https.`, fix, id)];
  });
  if (origins.length === 0) {
    const fix = `Name them with PATCH /v1/sites/${id}: {"origins": ["https://..."]}.`;
    findings.push(finding('origins', 'wrong', `${name} has no origin: the widget is refused everywhere.`, fix, id));
  }
  if (findings.length === 0) findings.push(finding('origins', 'ok', `${name}: ${origins.join(', ')}`, null, id));
  if (entryPoints && !entryPoints.some((each) => each.siteId === id)) {
    const fix = 'Create one with POST /v1/entry-points.';
    findings.push(finding('entry_points', 'warning', `${name} has no entry point yet.`, fix, id));
  }
  return findings;
}

function lookAtEntryPoint({ key, pageId, status }: EntryPoint, pages: readonly ConnectedPage[]): Finding[] {
  if (status !== 'active') return [];
  const page = pages.find((each) => each.id === pageId);
  const fix = 'Connect the Page with "threadtie connect-page", or take the entry point out of use.';
  if (!page) {
    return [finding('entry_point', 'wrong', `${key} leads to the Page ${pageId}, which is not connected.`, fix, key)];
  }
  if (page.disconnectedAt) {
    return [finding('entry_point', 'wrong', `${key} leads to ${page.name}, which was disconnected.`, fix, key)];
  }
  return [finding('entry_point', 'ok', `leads to ${page.name}`, null, key)];
}

import type { ConnectedPage } from '../../../shared/api/pages.ts';
import { CallError } from '../api-client.ts';
import { checkFinding } from './check-finding.ts';
import { type Finding, findingsOf } from './finding.ts';
import { isOfApp } from './look-at-apps.ts';
import type { OpenPatient } from './patient.ts';
import { pageFindings } from './page-findings.ts';
import { readList } from './read-list.ts';

const finding = findingsOf('pages');

/** So many are looked at anew: each costs several calls of Graph's. */
const MOST_ANEW = 25;

/** The Pages as they are now, and what is to be said of them. */
export interface PagesLook {
  readonly pages: readonly ConnectedPage[];
  readonly findings: readonly Finding[];
}

/** Looks at every connected Page, or at the one that was asked for. */
export async function lookAtPages(patient: OpenPatient): Promise<PagesLook> {
  const { client, pageId } = patient;
  const list = await readList<ConnectedPage>(client, '/v1/pages', 'pages');
  if (!list.rows) return { pages: [], findings: [list.finding] };
  const wanted = list.rows.filter((page) => pageId === null || page.id === pageId);
  if (wanted.length === 0) {
    const which = pageId === null ? 'No Page is connected yet.' : `The Page ${pageId} is not connected.`;
    const fix = 'Connect one with "threadtie connect-page".';
    return { pages: list.rows, findings: [finding('connected', pageId === null ? 'warning' : 'wrong', which, fix)] };
  }
  const { seen, notes } = await lookAnew(patient, wanted);
  const pages = list.rows.map((page) => seen.find((each) => each.id === page.id) ?? page);
  return { pages, findings: [...seen.flatMap(findingsAbout), ...notes] };
}

function findingsAbout(page: ConnectedPage): Finding[] {
  const subject = page.id;
  if (page.disconnectedAt) {
    return [finding('connected', 'warning', `${page.name} was disconnected at ${page.disconnectedAt}.`, null, subject)];
  }
  const checks = page.checks.filter((check) => !isOfApp(check));
  const findings = [...checks.map((check) => checkFinding('pages', check, subject)), ...pageFindings(page)];
  return findings.map((each) => ({ ...each, called: page.name }));
}

async function lookAnew({ client, looksAnew }: OpenPatient, pages: readonly ConnectedPage[]) {
  const notes: Finding[] = [];
  if (!looksAnew) return { seen: pages, notes };
  const seen: ConnectedPage[] = [];
  for (const page of pages) {
    if (page.disconnectedAt || seen.length >= MOST_ANEW || notes.length > 0) {
      seen.push(page);
      continue;
    }
    try {
      seen.push(await client.post<ConnectedPage>(`/v1/pages/${page.id}/check`, {}));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      seen.push(page);
      const detail = `Not looked at anew, shown as it was last seen: ${error.message}`;
      notes.push(finding('looked_at', 'unknown', detail, null, page.id));
    }
  }
  if (pages.length > MOST_ANEW) {
    const detail = `${pages.length - MOST_ANEW} Pages are shown as they were last seen.`;
    notes.push(finding('looked_at', 'warning', detail, 'Look at one of them with --page <id>.'));
  }
  return { seen, notes };
}

import type { Delivery, InboxEvent } from '../../../shared/api/deliveries.ts';
import { counted } from '../counted.ts';
import { type Finding, findingsOf } from './finding.ts';
import { lookAtQueue } from './look-at-queue.ts';
import type { OpenPatient } from './patient.ts';
import { readList } from './read-list.ts';

const finding = findingsOf('inbox');
const SAMPLE = 200;
const EVENT = ['event', 'events'] as const;
const DELIVERY = ['delivery', 'deliveries'] as const;

interface Question {
  readonly name: string;
  readonly path: '/v1/events' | '/v1/deliveries';
  readonly status: string;
  readonly state: Finding['state'];
  readonly what: string;
  readonly fix: string;
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'dead_events',
    path: '/v1/events',
    status: 'dead',
    state: 'wrong',
    what: 'dead: could not be applied',
    fix: 'See why with "threadtie events list --status dead", then "threadtie replay --status dead".',
  },
  {
    name: 'dead_deliveries',
    path: '/v1/deliveries',
    status: 'dead',
    state: 'wrong',
    what: 'set aside: could not be split',
    fix: 'See why with "threadtie deliveries list --status dead", then "threadtie replay <id>".',
  },
  {
    name: 'unreadable_deliveries',
    path: '/v1/deliveries',
    status: 'unreadable',
    state: 'warning',
    what: 'signed but not readable',
    fix: 'See them with "threadtie deliveries body <id>": a proxy may change what passes.',
  },
];

/** What waits, what was set aside, and whether anything is stuck. */
export async function lookAtInbox(patient: OpenPatient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const question of QUESTIONS) findings.push(await askFor(patient, question));
  return [...findings, ...(await lookAtParked(patient)), ...(await lookAtQueue(patient))];
}

async function askFor({ client }: OpenPatient, question: Question): Promise<Finding> {
  const { name, path, status, state, what, fix } = question;
  const list = await readList<InboxEvent | Delivery>(client, path, 'inbox', { status, limit: String(SAMPLE) });
  if (!list.rows) return list.finding;
  const nouns = path === '/v1/events' ? EVENT : DELIVERY;
  if (list.rows.length === 0) return finding(name, 'ok', `no ${name.replaceAll('_', ' ')}`);
  const ids = list.rows.slice(0, 3).map((row) => row.id);
  return finding(name, state, `${countOf(list.rows, nouns)} ${what}, such as ${ids.join(', ')}.`, fix);
}

async function lookAtParked({ client }: OpenPatient): Promise<Finding[]> {
  const query = { status: 'parked', limit: String(SAMPLE) };
  const list = await readList<InboxEvent>(client, '/v1/events', 'inbox', query);
  if (!list.rows) return [];
  const stray = list.rows.filter((row) => row.parkedFor === 'unknown_page');
  const pages = [...new Set(stray.map((row) => row.pageId))];
  const strayFix = 'Connect it with "threadtie connect-page", and they are applied; or unsubscribe the app from it.';
  const detail = `${countOf(stray, EVENT)} for a Page that is not connected: ${pages.slice(0, 5).join(', ')}.`;
  const others = list.rows.filter((row) => row.parkedFor === 'unknown_kind');
  return [
    stray.length > 0
      ? finding('parked_events', 'warning', detail, strayFix)
      : finding('parked_events', 'ok', 'no event is for a Page that is not connected'),
    ...(others.length > 0
      ? [finding('unknown_kinds', 'warning', `${countOf(others, EVENT)} of a kind this version does not know.`)]
      : []),
  ];
}

function countOf(rows: readonly unknown[], [one, many]: readonly [string, string]): string {
  return rows.length >= SAMPLE ? `${SAMPLE} or more ${many}` : counted(rows.length, one, many);
}

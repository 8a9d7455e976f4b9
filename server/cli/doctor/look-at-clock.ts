import type { InboxEvent } from '../../../shared/api/deliveries.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { OpenPatient } from './patient.ts';
import { isLoopback } from '../is-loopback.ts';
import { probe } from './probe.ts';
import { readList } from './read-list.ts';

const finding = findingsOf('clock');
const DOUBTFUL_S = 5;
const WRONG_S = 60;
const FIX = 'Let the machine of the server set its clock by NTP: windows of 24 hours are counted with it.';

/** Whether the server's clock agrees with this machine's, and with the platform's. */
export async function lookAtClock(patient: OpenPatient): Promise<Finding[]> {
  return [...(await lookAtServersClock(patient)), await lookAtPlatformsClock(patient)];
}

async function lookAtServersClock({ url, clock }: OpenPatient): Promise<Finding[]> {
  if (isLoopback(url)) return []; // it is the same clock
  const answer = await probe(`${url}/healthz`);
  const date = answer.status === null ? null : answer.headers.get('date');
  const seconds = date ? (Date.parse(date) - clock.now().getTime()) / 1000 : Number.NaN;
  if (Number.isNaN(seconds)) return [finding('server', 'unknown', 'The server does not tell its time.')];
  const off = Math.abs(seconds);
  const detail = `The clocks of the server and of this machine are ${Math.round(off)} seconds apart.`;
  return [judge('server', off, detail)];
}

/** The platform writes its time on every event: none is received before it happened. */
async function lookAtPlatformsClock({ client }: OpenPatient): Promise<Finding> {
  const list = await readList<InboxEvent>(client, '/v1/events', 'clock', { limit: '100' });
  if (!list.rows) return list.finding;
  const ahead = list.rows.map((row) => (Date.parse(row.occurredAt) - Date.parse(row.receivedAt)) / 1000);
  if (ahead.length === 0) {
    return finding('platform', 'unknown', "No event has arrived yet: the platform's time is not known.");
  }
  const most = Math.max(0, ...ahead);
  const detail = `Events are received up to ${Math.round(most)} seconds before they happened: the server's clock is slow.`;
  return judge('platform', most, detail);
}

function judge(name: string, seconds: number, detail: string): Finding {
  if (seconds <= DOUBTFUL_S)
    return finding(
      name,
      'ok',
      `The clock of the server agrees with the ${name === 'server' ? 'one here' : "platform's"}.`,
    );
  return finding(name, seconds > WRONG_S ? 'wrong' : 'warning', detail, FIX);
}

import { z } from 'zod';
import { CallError } from '../api-client.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { Patient } from './patient.ts';
import { probe } from './probe.ts';

const finding = findingsOf('server');
const Document = z.object({
  info: z.object({ title: z.literal('Threadtie'), version: z.string() }),
  servers: z.tuple([z.object({ url: z.url() })]),
});

/** What the server is like: whether it can be asked on, and how the world reaches it. */
export interface ServerLook {
  readonly findings: readonly Finding[];
  /** Whether the API answers this key. */
  readonly isOpen: boolean;
  readonly publicUrl: string | null;
}

/** Whether the server answers, its database too, and whether the key opens the API. */
export async function lookAtServer(patient: Patient): Promise<ServerLook> {
  const { url } = patient;
  const alive = await probe(`${url}/healthz`);
  if (alive.status !== 200) {
    const why = alive.status === null ? alive.reason : `status ${alive.status}`;
    const fix = 'Start it with "npm start", or give its address with --url.';
    return { findings: [finding('reachable', 'wrong', `No server answers at ${url} (${why}).`, fix)], ...CLOSED };
  }
  const about = await probe(`${url}/openapi.json`);
  const document = Document.safeParse(about.status === 200 ? parse(about.body) : null);
  if (!document.success) {
    const detail = `What answers at ${url} is not Threadtie's API.`;
    const fix = 'Give the address of the server with --url; a process with ROLE=worker has no API.';
    return { findings: [finding('reachable', 'wrong', detail, fix)], ...CLOSED };
  }
  const { info, servers } = document.data;
  const database = await lookAtDatabase(url);
  const key = await lookAtKey(patient);
  const reachable = finding('reachable', 'ok', `Threadtie ${info.version} answers at ${url}.`);
  return { findings: [reachable, database, key], isOpen: key.state === 'ok', publicUrl: servers[0].url };
}

const CLOSED = { isOpen: false, publicUrl: null };

async function lookAtDatabase(url: string): Promise<Finding> {
  const ready = await probe(`${url}/readyz`);
  if (ready.status === 200) return finding('database', 'ok', 'The database answers.');
  const fix =
    'Look at the log of the server: the disk may be full, or Postgres away. Deliveries are refused meanwhile.';
  return finding('database', 'wrong', 'The server runs, but its database does not answer.', fix);
}

async function lookAtKey({ client }: Patient): Promise<Finding> {
  const fix = 'Give a key of all sites with --key or in THREADTIE_API_KEY; BOOTSTRAP_API_KEY makes the first one.';
  if (!client) return finding('api_key', 'wrong', 'No API key was given: most of this list stays unknown.', fix);
  try {
    await client.get('/v1/sites', { limit: '1' });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.code !== 'missing_scope') return finding('api_key', 'wrong', error.message, fix);
  }
  return finding('api_key', 'ok', 'The API key is accepted.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

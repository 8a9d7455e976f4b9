import type { App } from '../../../shared/api/apps.ts';
import type { ConfigError } from '../../config.ts';
import type { Finding } from './finding.ts';
import { lookAtAddress } from './look-at-address.ts';
import { lookAtApps } from './look-at-apps.ts';
import { lookAtClock } from './look-at-clock.ts';
import { lookAtInbox } from './look-at-inbox.ts';
import { lookAtMachine } from './look-at-machine.ts';
import { lookAtPages } from './look-at-pages.ts';
import { lookAtServer } from './look-at-server.ts';
import { lookAtSites } from './look-at-sites.ts';
import { ownerFindings } from './owner-findings.ts';
import type { OpenPatient, Patient } from './patient.ts';
import { readList } from './read-list.ts';

/**
 * Looks at the whole set-up, from this machine to what only the owner can see. What cannot be looked at is said, too.
 * @param configError what is wrong with the environment; null when it can be read
 */
export async function examine(patient: Patient, configError: ConfigError | null): Promise<Finding[]> {
  const machine = lookAtMachine(patient, configError);
  const server = await lookAtServer(patient);
  const address = server.publicUrl ? await lookAtAddress(patient, server.publicUrl) : [];
  const known = [...machine, ...server.findings, ...address];
  const { client } = patient;
  if (!server.isOpen || !client) return [...known, ...ownerFindings(patient.config?.app?.id ?? null, [])];
  const open = { ...patient, client };
  const { pages, findings } = await lookAtPages(open);
  return [
    ...known,
    ...(await lookAtApps(open, pages)),
    ...findings,
    ...(await lookAtSites(open, pages)),
    ...(await lookAtInbox(open)),
    ...(await lookAtClock(open)),
    ...ownerFindings(await firstAppId(open), pages),
  ];
}

async function firstAppId({ client, config }: OpenPatient): Promise<string | null> {
  const apps = await readList<App>(client, '/v1/apps', 'owner');
  return config?.app?.id ?? apps.rows?.[0]?.id ?? null;
}

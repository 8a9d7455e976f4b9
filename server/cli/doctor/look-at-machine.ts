import type { ConfigError } from '../../config.ts';
import { type Finding, findingsOf } from './finding.ts';
import { isLoopback } from '../is-loopback.ts';
import type { Patient } from './patient.ts';

const finding = findingsOf('machine');

/**
 * What the environment of this machine says, where it can be that of the server.
 * @param error what is wrong with it; null when it can be read
 */
export function lookAtMachine({ url, config }: Patient, error: ConfigError | null): Finding[] {
  if (!isLoopback(url)) {
    const detail = 'The server runs on another machine: its settings cannot be read from here.';
    return [finding('settings', 'unknown', detail, 'Run "threadtie doctor" on that machine, too.')];
  }
  if (error) {
    return error.message.split('\n').map((sentence) => {
      return finding('settings', 'wrong', sentence, 'Mend the variable and start the server again; README lists them.');
    });
  }
  if (!config) return [];
  const { publicUrl, databaseUrl, dataDir, simulator, role } = config;
  const database = databaseUrl ? 'Postgres' : `SQLite in ${dataDir}`;
  const detail = `PUBLIC_URL ${publicUrl}, ${database}, ROLE ${role}, simulator ${simulator ? 'on' : 'off'}.`;
  return [finding('settings', 'ok', `The settings of this environment can be read: ${detail}`)];
}

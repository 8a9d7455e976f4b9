import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type ServerMember, startServerMember } from './server-member.ts';
import type { ServerSettings } from './server-process.ts';

/** What each process of a fleet does. */
export type Roles = readonly NonNullable<ServerSettings['role']>[];

/** Servers that share one database. */
export interface ServerFleet {
  /** Resolves when all of them take requests. */
  untilReady(): Promise<void>;
  /** Kills one at some instant, sometimes while it starts; answers whether it had not even begun to take requests. */
  killOne(startMs: number): Promise<boolean>;
  /** What must not be: servers that ended by themselves. */
  readonly problems: readonly string[];
  /** Asks all to end. */
  stop(): Promise<void>;
  /** Kills all for good. */
  end(): Promise<void>;
}

const SHARE_IN_START_UP = 0.25;
const RUN_MS = [50, 600] as const;

/** Starts them. `onChange` hears, whenever it changes, at which addresses deliveries are taken. */
export async function startServerFleet(
  where: Pick<ServerSettings, 'dataDir' | 'databaseUrl'>,
  roles: Roles,
  random: SeededRandom,
  onChange: (urls: readonly string[]) => void,
): Promise<ServerFleet> {
  const problems: string[] = [];
  const members: ServerMember[] = [];
  const tell = (): void => {
    const open = members.filter((member) => member.isReady() && member.settings.role !== 'worker');
    onChange(open.map(({ settings }) => `http://127.0.0.1:${settings.port}`));
  };
  for (const role of roles) {
    const settings = { ...where, role, port: await freePort() };
    members.push(startServerMember(settings, tell, (problem) => problems.push(problem)));
  }
  let last = random.pick(members);
  return {
    problems,
    async untilReady() {
      for (const member of members) await member.untilReady();
    },
    async killOne(startMs) {
      const inStartUp = random.fraction() < SHARE_IN_START_UP;
      if (!inStartUp) {
        last = random.pick(members);
        await last.untilReady();
      }
      await sleep(inStartUp ? random.between(0, Math.ceil(startMs)) : random.between(...RUN_MS));
      const wasReady = last.isReady();
      await last.replace();
      return !wasReady;
    },
    async stop() {
      for (const member of members) await member.stop();
    },
    async end() {
      for (const member of members) await member.end();
    },
  };
}

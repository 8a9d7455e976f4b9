/** The door of the storage: what rooms may use of it. */
export { bearCuts } from './bear-cuts.ts';
export { epochHour } from './epoch-hour.ts';
export { defineTables, type Kit, type Tables } from './kit.ts';
export { executeRows } from './execute-rows.ts';
export type { Gathering } from './gathering.ts';
export { isRetryable, StorageUnavailable, UniqueConflict } from './errors.ts';
export { isBehind } from './is-behind.ts';
export { openStorage, type StorageOptions } from './open-storage.ts';
export { openPostgresListener, type PostgresListener } from './postgres-listener.ts';
export { slotList } from './slot-list.ts';
export { unionAll } from './union-all.ts';
export type { Db, Reading, Storage, Tx } from './storage.ts';

/** The door of the storage: what rooms may use of it. */
export { bearCuts } from './bear-cuts.ts';
export { defineTables, type Kit, type Tables } from './kit.ts';
export { isRetryable, StorageUnavailable, UniqueConflict } from './errors.ts';
export { isBehind } from './is-behind.ts';
export { openStorage, type StorageOptions } from './open-storage.ts';
export { placeholders } from './placeholders.ts';
export type { Db, Reading, Storage, Tx } from './storage.ts';

import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { World } from './world.ts';

/** Holds the world in memory, tells listeners of changes, and keeps the state file up to date. */
export interface WorldStore {
  readonly world: World;
  /** Call after every change: wakes the listeners and writes the file soon. */
  changed(): void;
  /** Calls back after every change until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** Resolves when everything changed so far is in the file. */
  flush(): Promise<void>;
}

const WRITE_AFTER_MS = 50;

/**
 * Opens the state file, or begins a new world where there is none.
 * @param path the file; null keeps everything in memory
 * @throws {Error} when the file is not one of ours
 */
export function openWorldStore(path: string | null, seed: () => World): WorldStore {
  const world = (path === null ? null : readWorld(path)) ?? seed();
  const listeners = new Set<() => void>();
  const writer = path === null ? null : createWriter(path, world);
  return {
    world,
    changed: () => {
      for (const listener of listeners) listener();
      writer?.soon();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush: async () => writer?.now(),
  };
}

function readWorld(path: string): World | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return null;
    throw error;
  }
  try {
    return World.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`"${path}" is not a state file of this simulator: delete it to begin anew.`, { cause });
  }
}

/** Writes to a neighbour and renames it, one write after the other, so that a reader never sees half a file. */
function createWriter(path: string, world: World): { soon(): void; now(): Promise<void> } {
  mkdirSync(dirname(path), { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const write = async (): Promise<void> => {
    const draft = `${path}.${process.pid}.tmp`;
    await writeFile(draft, JSON.stringify(world, null, 2), { mode: 0o600 });
    await rename(draft, path);
  };
  const now = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    last = last.then(write, write);
    return last;
  };
  // A failed write is met again by the next one, and by whoever calls flush.
  return { now, soon: () => (timer ??= setTimeout(() => void now().catch(() => {}), WRITE_AFTER_MS)) };
}

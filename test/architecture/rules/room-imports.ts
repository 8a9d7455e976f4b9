import type { Rule } from '../house.ts';
import { findingAt, type Import } from '../source-file.ts';
import { placeOf, ROOMS, roomsBelow } from './rooms.ts';

/** Parts of the cellar that any door but index may use: pure functions and words, which do nothing by themselves. */
const VOCABULARY = ['actor.ts', 'errors.ts', 'clock.ts', 'page.ts', 'crypto/hash.ts'].map(
  (name) => `server/base/${name}`,
);

interface Door {
  /** Files of the same room that may run here. */
  own(name: string): boolean;
  /** Parts of the cellar that may run here, beside the vocabulary. */
  readonly base: readonly string[];
}

/** Many queries may stand in several stores, such as `list-store.ts`, and a large room has folders: they are one door. */
const doorOf = (path: string): string => {
  const name = path.split('/').at(-1) ?? '';
  return name.endsWith('-store.ts') ? 'store.ts' : name;
};

const isVerb = (name: string): boolean => !(name in DOORS) && name !== 'index.ts';

const DOORS: Readonly<Record<string, Door>> = {
  'tables.ts': { own: () => false, base: ['server/base/storage/'] },
  'store.ts': { own: (name) => name === 'tables.ts' || name === 'store.ts', base: ['server/base/storage/'] },
  'routes.ts': { own: isVerb, base: ['server/base/http/'] },
  'handlers.ts': { own: isVerb, base: [] },
  'jobs.ts': { own: isVerb, base: ['server/base/queue/'] },
  'personal-data.ts': { own: (name) => name === 'store.ts', base: [] },
};

const VERB: Door = {
  own: (name) => isVerb(name) || name === 'store.ts' || name === 'jobs.ts',
  base: ['server/base/'],
};

/** Checks what the files of a room import against the table of doors and the order of the rooms. */
export const roomImports: Rule = (file) => {
  const place = placeOf(file.path);
  if (place.kind !== 'room') return [];
  const unknown = ROOMS.includes(place.room) ? [] : [`"${place.room}" is not in the list of rooms`];
  const objections = file.imports
    .filter((each) => each.isRelative)
    .flatMap((each) =>
      objectionsTo(place.room, doorOf(place.name), each).map((text) => findingAt(file, each.start, text)),
    );
  return [...unknown.map((text) => findingAt(file, 0, text)), ...objections];
};

function objectionsTo(room: string, name: string, { target, isType }: Import): string[] {
  const there = placeOf(target);
  if (there.kind === 'outside') return there.top === 'shared' ? [] : [`a room may not import ${target}`];
  if (there.kind === 'server-root') return [`a room may not import ${target}: it is handed what it needs`];
  if (there.kind === 'folder')
    return there.folder === 'base' ? baseObjection(name, target, isType) : [forbidden(target)];
  if (there.room === room) return ownObjection(name, doorOf(there.name), isType);
  return neighbourObjection(room, name, there.room, there.name);
}

function forbidden(target: string): string {
  return `a room may not import ${target}`;
}

function baseObjection(name: string, target: string, isType: boolean): string[] {
  if (name === 'index.ts') return [`index.ts imports only own files, not ${target}`];
  const { base } = DOORS[name] ?? VERB;
  if (isType || VOCABULARY.includes(target) || base.some((part) => target.startsWith(part))) return [];
  return [`${name} may not import ${target}`];
}

function ownObjection(name: string, target: string, isType: boolean): string[] {
  if (name === 'index.ts' || isType) return [];
  return (DOORS[name] ?? VERB).own(target) ? [] : [`${name} may not import ./${target}`];
}

function neighbourObjection(room: string, name: string, otherRoom: string, otherName: string): string[] {
  const target = `server/${otherRoom}/${otherName}`;
  if (name === 'index.ts') return [`index.ts imports only own files, not ${target}`];
  if (!roomsBelow(room).includes(otherRoom)) return [`${room} does not stand on ${otherRoom}`];
  if (name === 'tables.ts') return ['tables.ts', 'index.ts'].includes(otherName) ? [] : [`${target} is not a door`];
  if (otherName !== 'index.ts') return [`${target} is not a door: import server/${otherRoom}/index.ts`];
  // A job may be defined by the room that enqueues it and be done by one above.
  return name in DOORS && name !== 'jobs.ts' ? [`${name} may not import another room`] : [];
}

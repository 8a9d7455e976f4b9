import type { House, Rule } from '../house.ts';
import { findingAt, type Import, type SourceFile } from '../source-file.ts';
import { OTHER_FOLDERS, placeOf } from './rooms.ts';

const TOOLS = ['widget/build.ts', 'vitest.config.ts'];

/** Checks what the parts of the house that are no rooms import from each other. */
export const houseImports: Rule = (file, house) => {
  if (TOOLS.includes(file.path)) return [];
  return file.imports
    .filter((each) => each.isRelative)
    .flatMap((each) => {
      const objection = objectionTo(file, each, house);
      return objection ? [findingAt(file, each.start, objection)] : [];
    });
};

function objectionTo(file: SourceFile, each: Import, house: House): string | undefined {
  const place = placeOf(file.path);
  const there = placeOf(each.target);
  if (place.kind === 'outside' && place.top === 'test') return undefined;
  if (there.kind === 'outside' && there.top === 'test') return 'nothing of the house imports a test';
  if (place.kind === 'outside') return outsideObjection(place.top, each, house);
  if (place.kind === 'room') return undefined; // the rooms have a rule of their own
  if (there.kind === 'outside') return there.top === 'shared' ? undefined : `the server may not import ${each.target}`;
  if (place.kind === 'server-root') return doorObjection(each);
  return folderObjection(place.folder, each);
}

function outsideObjection(top: string, each: Import, house: House): string | undefined {
  const target = each.target.split('/')[0];
  if (target === top) return undefined;
  if (top !== 'widget' || target !== 'shared') return `${top} may not import ${each.target}`;
  if (each.isType || !reachesZod(each.target, house)) return undefined;
  return `${each.target} brings zod into the browser: import only its types`;
}

function doorObjection({ target }: Import): string | undefined {
  const there = placeOf(target);
  if (there.kind === 'room' && there.name !== 'index.ts') return `${target} is not a door: import its index.ts`;
  return undefined;
}

function folderObjection(folder: string, { target }: Import): string | undefined {
  const there = placeOf(target);
  const isOwn = there.kind === 'folder' && there.folder === folder;
  if (isOwn || folder === 'cli') return undefined;
  const isBase = there.kind === 'folder' && there.folder === 'base';
  if (isBase && ['simulator', 'migrations'].includes(folder)) return undefined;
  if (folder === 'migrations' && there.kind === 'room') {
    return /\/(tables|index)\.ts$/.test(target) ? undefined : `migrations read only tables, not ${target}`;
  }
  return `${OTHER_FOLDERS.includes(folder) ? folder : 'this folder'} may not import ${target}`;
}

/** Whether zod would be loaded along with this file. */
function reachesZod(path: string, house: House, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const running = house.files.get(path)?.imports.filter((each) => !each.isType) ?? [];
  return running.some((each) =>
    each.isRelative ? reachesZod(each.target, house, seen) : isPackage(each.target, 'zod'),
  );
}

function isPackage(target: string, name: string): boolean {
  return target === name || target.startsWith(`${name}/`);
}

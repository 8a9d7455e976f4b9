import { OTHER_FOLDERS, ROOMS } from './rooms.ts';

const TOP = ['server', 'shared', 'test', 'widget'];
const MADE_HERE = ['coverage', 'data', 'dist', 'node_modules'];

/** What stands at the top of the repository beside the folders that belong there; files of tools begin with a dot. */
export function strangeFolders(folders: readonly string[]): string[] {
  return folders.filter((name) => !name.startsWith('.') && ![...TOP, ...MADE_HERE].includes(name));
}

/** Folders of the server that are in no list. */
export function unknownRooms(folders: readonly string[]): string[] {
  return folders.filter((name) => ![...ROOMS, ...OTHER_FOLDERS].includes(name));
}

/** The repository's own paths that a text names between backticks, or that its relative links lead to. */
export function pathsIn(markdown: string): string[] {
  const quoted = [...markdown.matchAll(/`((?:server|shared|widget|test|\.ci)\/[^`\s]*)`/g)].map(
    ([, path = '']) => path,
  );
  const linked = [...markdown.matchAll(/\]\((?:\.\/)?([\w.][^)#:\s]*)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  return [...new Set([...quoted, ...linked])].filter((path) => !/[*<>{}]|\.\.\./.test(path));
}

/** The folders that README's map of rooms names: the words with a slash behind them in that section. */
export function roomsOnMap(markdown: string): string[] {
  const section = /^#+ .*\brooms\b.*$([\s\S]*?)(?=^#+ |$(?![\s\S]))/im.exec(markdown)?.[1] ?? '';
  const words = [...section.matchAll(/(?:^|[\s`|])(?:server\/)?([a-z][a-z-]*)\/(?=[\s`|]|$)/gm)].map(
    ([, word = '']) => word,
  );
  return [...new Set(words)].filter((word) => !TOP.includes(word)).toSorted();
}

/** Addresses of registries that a lock file carries. */
export function registriesIn(lock: string): string[] {
  return [...new Set([...lock.matchAll(/"resolved":\s*"(\w+:\/\/[^/"]+)/g)].map(([, host = '']) => host))];
}

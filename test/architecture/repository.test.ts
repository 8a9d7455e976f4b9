import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './house.ts';
import { pathsIn, registriesIn, roomsOnMap, strangeFolders, unknownRooms } from './rules/repository.ts';

function foldersOf(path: string): string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the repository', () => {
  test('has no folders at the top but the four of the house', () => {
    expect(strangeFolders(foldersOf('.'))).toEqual([]);
  });

  test('has no folder in the server that is not in the list of rooms', () => {
    expect(unknownRooms(foldersOf('server'))).toEqual([]);
  });

  test('names in README only paths that exist', () => {
    expect(pathsIn(read('README.md')).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('draws in README the map of exactly the folders that the server has', () => {
    expect(roomsOnMap(read('README.md'))).toEqual(foldersOf('server').toSorted());
  });

  test('carries no address of a registry in its lock file', () => {
    expect(registriesIn(read('package-lock.json'))).toEqual([]);
  });
});

describe('the rules for the repository find what was planted', () => {
  test('a strange folder at the top', () => {
    expect(strangeFolders(['server', '.ci', 'node_modules', 'docs'])).toEqual(['docs']);
  });

  test('a folder of the server that is no room', () => {
    expect(unknownRooms(['refs', 'base', 'stuff'])).toEqual(['stuff']);
  });

  test('the paths of a text, in backticks and in links, but no patterns', () => {
    const text =
      'See `server/app.ts`, `npm start`, `server/*/index.ts`, [it](test/run.ts#top) and [them](https://a.b/c).';
    expect(pathsIn(text)).toEqual(['server/app.ts', 'test/run.ts']);
  });

  test('the rooms on the map, whether it is a list, a table or a drawing', () => {
    const map =
      '# Y\nold/ \n## The rooms\n- `refs/` bridges\n| `server/sites/` | x |\n```\nbase/   cellar\n```\n## Next\n`no/`\n';
    expect(roomsOnMap(map)).toEqual(['base', 'refs', 'sites']);
  });

  test('a registry in a lock file', () => {
    const lock = '{"resolved": "https://registry.example/a.tgz"}\n{"resolved": "https://registry.example/b.tgz"}';
    expect(registriesIn(lock)).toEqual(['https://registry.example']);
  });
});

/** The rooms of the server, ground floor first: a room stands only on those before it. */
export const ROOMS: readonly string[] = [
  'audit',
  'sites',
  'apps',
  'admins',
  'api-keys',
  'site-notifications',
  'graph',
  'pages',
  'entry-points',
  'threads',
  'refs',
  'arrivals',
  'account-links',
  'messaging',
  'linking',
  'insights',
  'inbox',
  'trace',
  'privacy',
];

/** Folders of the server that are no rooms: the cellar, the outbuildings, the way in by the command line, migrations. */
export const OTHER_FOLDERS: readonly string[] = ['base', 'console', 'simulator', 'cli', 'migrations'];

/** Rooms that stand on fewer rooms than their place in the list would allow. */
const NARROW: Readonly<Record<string, readonly string[]>> = { graph: [], inbox: ['audit'], privacy: ['audit'] };

/** The rooms whose door a room may use. */
export function roomsBelow(room: string): readonly string[] {
  return NARROW[room] ?? ROOMS.slice(0, Math.max(0, ROOMS.indexOf(room)));
}

/** Where a file stands in the house. */
export type Place =
  | { readonly kind: 'room'; readonly room: string; readonly name: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'server-root'; readonly name: string }
  | { readonly kind: 'outside'; readonly top: string };

/** Tells where a path, seen from the top of the repository, stands. */
export function placeOf(path: string): Place {
  const [top = '', folder = '', ...rest] = path.split('/');
  if (top !== 'server') return { kind: 'outside', top };
  if (rest.length === 0) return { kind: 'server-root', name: folder };
  if (OTHER_FOLDERS.includes(folder)) return { kind: 'folder', folder };
  return { kind: 'room', room: folder, name: rest.join('/') };
}

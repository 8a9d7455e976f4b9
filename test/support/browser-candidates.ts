import { posix, win32 } from 'node:path';

/** What the search for a browser may ask of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isFile(path: string): boolean;
}

const NAMES = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/opt/chromium', '/snap/bin'];

/** Every installed Chrome or Chromium, the likeliest first; empty when there is none. */
export function installedBrowsers(machine: Machine): string[] {
  const places = [...wellKnownPlaces(machine), ...placesOnPath(machine)];
  return [...new Set(places)].filter((place) => machine.isFile(place));
}

function wellKnownPlaces({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return roots.flatMap((root) => [
      win32.join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      win32.join(root, 'Chromium', 'Application', 'chrome.exe'),
    ]);
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env['HOME'] ? [posix.join(env['HOME'], 'Applications')] : [])];
    return roots.flatMap((root) => MAC_APPS.map((app) => posix.join(root, app)));
  }
  return LINUX_FOLDERS.flatMap((folder) => NAMES.map((name) => posix.join(folder, name)));
}

function placesOnPath({ platform, env }: Machine): string[] {
  const { delimiter, join } = platform === 'win32' ? win32 : posix;
  const names = platform === 'win32' ? ['chrome.exe', 'chromium.exe'] : NAMES;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

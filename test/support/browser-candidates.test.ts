import { describe, expect, test } from 'vitest';
import { installedBrowsers, type Machine } from './browser-candidates.ts';

function machine(platform: NodeJS.Platform, files: string[], env: Record<string, string> = {}): Machine {
  return { platform, env, isFile: (path) => files.includes(path) };
}

describe('the search for an installed browser', () => {
  test('finds none on a bare machine', () => {
    expect(installedBrowsers(machine('linux', [], { PATH: '/usr/bin:/bin' }))).toEqual([]);
  });

  test('prefers Chrome to Chromium in the same folder', () => {
    const found = installedBrowsers(machine('linux', ['/usr/bin/chromium', '/usr/bin/google-chrome']));
    expect(found).toEqual(['/usr/bin/google-chrome', '/usr/bin/chromium']);
  });

  test('looks through PATH on Linux', () => {
    const found = installedBrowsers(machine('linux', ['/home/ada/bin/chrome'], { PATH: '/bin:/home/ada/bin' }));
    expect(found).toEqual(['/home/ada/bin/chrome']);
  });

  test('names a browser once that is both well known and on PATH', () => {
    const found = installedBrowsers(machine('linux', ['/usr/bin/chromium'], { PATH: '/usr/bin' }));
    expect(found).toEqual(['/usr/bin/chromium']);
  });

  test('looks into the applications of the machine and of the user on macOS', () => {
    const own = '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium';
    const shared = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(installedBrowsers(machine('darwin', [own, shared], { HOME: '/Users/ada' }))).toEqual([shared, own]);
  });

  test('looks into the program folders on Windows', () => {
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const found = installedBrowsers(machine('win32', [chrome], { PROGRAMFILES: 'C:\\Program Files' }));
    expect(found).toEqual([chrome]);
  });

  test('looks through PATH on Windows, however it is spelt', () => {
    const found = installedBrowsers(machine('win32', ['D:\\tools\\chrome.exe'], { Path: 'C:\\x;D:\\tools' }));
    expect(found).toEqual(['D:\\tools\\chrome.exe']);
  });
});

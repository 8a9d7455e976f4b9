import { defineConfig } from 'vitest/config';
import { SpreadingSequencer } from './test/support/spreading-sequencer.ts';

const BROWSER_TESTS = ['test/browser/**/*.test.ts', 'test/journey/**/*.test.ts', 'test/**/*-browser.test.ts'];
// They measure time: nothing else may run beside them.
const SPEED_TESTS = ['test/browser/speed.test.ts', 'test/inbox/purge-under-load.test.ts'];
const ARCHITECTURE_TESTS = ['test/architecture/**/*.test.ts'];
// They take a defence out of the product: what they load must not stay loaded.
const DEFENCE_TESTS = ['test/attack/linking/{log-in,visits}.test.ts'];

// Patience costs nothing where all is well, and keeps a machine that stands still for a moment from failing a test.
const PATIENT = { expect: { poll: { timeout: 15_000 } } };

const server = {
  ...PATIENT,
  globalSetup: ['test/support/postgres-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: false,
    sequence: { sequencer: SpreadingSequencer },
    projects: [
      { test: { name: 'architecture', include: ARCHITECTURE_TESTS, testTimeout: 60_000, sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...BROWSER_TESTS, ...ARCHITECTURE_TESTS, ...DEFENCE_TESTS, ...SPEED_TESTS],
          // Loading the product anew for every file would take nearly half of the time.
          isolate: false,
          // Most of their time they wait: for processes, for files, for the platform.
          maxWorkers: 3,
          ...server,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: 'defences', include: DEFENCE_TESTS, ...server, sequence: { groupOrder: 2 } } },
      {
        test: {
          ...PATIENT,
          name: 'browser',
          include: BROWSER_TESTS,
          exclude: SPEED_TESTS,
          isolate: false,
          globalSetup: ['test/support/postgres-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000, // the first run unpacks or fetches a browser
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'speed',
          include: SPEED_TESTS,
          testTimeout: 60_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});

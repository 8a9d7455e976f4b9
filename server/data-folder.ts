import { accessSync, constants, mkdirSync } from 'node:fs';
import { ThreadtieError } from './base/errors.ts';

/**
 * Makes the data folder, for its owner alone, or finds that it can be written to.
 * @throws {ThreadtieError} `internal`, with a sentence that names DATA_DIR
 */
export function prepareFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new ThreadtieError(
      'internal',
      `DATA_DIR is not as expected: ${path} is no folder that can be written to.`,
      'Name a folder that belongs to the user who runs Threadtie.',
      { cause },
    );
  }
}

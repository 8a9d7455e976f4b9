import { ThreadtieError } from '../base/errors.ts';
import { UniqueConflict } from '../base/storage/index.ts';

/** A failure in a sentence of our own: messages of drivers and parsers may quote what they were given, and stay out. */
export function describeFailure(error: unknown): string {
  if (error instanceof ThreadtieError) return `${error.code}: ${error.message}`;
  if (error instanceof UniqueConflict) return error.message;
  const name = error instanceof Error ? error.name : typeof error;
  return `internal: It failed with ${name}; the log says where.`;
}

import { describeError, type ErrorDescription } from './base/describe-error.ts';
import { ThreadtieError } from './base/errors.ts';
import { ConfigError } from './config.ts';

/**
 * Says to the operator why something ended. Only messages that were written for people, and those of the operating system, are
 * shown: any other could quote a secret. Of the rest it says what kind of error it was, and where.
 */
export function explainError(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof ThreadtieError) return `${error.message} ${error.hint}`;
  const isOfSystem = error instanceof Error && typeof Reflect.get(error, 'syscall') === 'string';
  if (isOfSystem) return error.message;
  return `An error that nobody foresaw: ${lines(describeError(error)).join('\n')}`;
}

function lines({ kind, code, stack = [], cause }: ErrorDescription): string[] {
  const own = [code === undefined ? kind : `${kind} (${code})`, ...stack.map((frame) => `  ${frame}`)];
  return cause ? [...own, `Because of ${lines(cause).join('\n')}`] : own;
}

import { explainError } from './explain-error.ts';

/**
 * From now on an error that nobody caught ends the process with 1, and says no secret: Node itself would print the message, the
 * cause and every property of the error, and the whole environment where diagnostic reports are switched on. Nothing that was
 * acknowledged is lost by such an end.
 */
export function endAtUnforeseenError(): void {
  process.report.excludeEnv = true;
  process.on('uncaughtException', (error) => {
    process.stderr.write(`\n  Threadtie ended.\n  ${explainError(error).split('\n').join('\n  ')}\n\n`);
    process.exit(1);
  });
}

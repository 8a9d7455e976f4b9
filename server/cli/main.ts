import { Command, CommanderError } from 'commander';
import { explainError } from '../explain-error.ts';
import { CallError } from './api-client.ts';
import { connectPageCommand } from './commands/connect-page.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eventsCommand } from './commands/events.ts';
import { migrateCommand } from './commands/migrate.ts';
import { pagesCommand } from './commands/pages.ts';
import { replayCommand } from './commands/replay.ts';
import { serveCommand } from './commands/serve.ts';
import { testUserCommand } from './commands/test-user.ts';
import { FailedError } from './failed-error.ts';
import { printable } from './print.ts';
import { UsageError } from './usage-error.ts';

const AFTER = `
Ends with 0 when all went well, 1 when it was refused or failed, 2 when the command is not understood, 3 when no server
answers.

Examples:
  threadtie doctor
  threadtie events list --status dead --key tt_...
  threadtie replay --status dead --preview`;

// A reader such as `head` may have had enough.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main(process.argv);

/** Runs what was typed; answers the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('threadtie').description('Threadtie on the command line').addHelpText('after', AFTER);
  const connecting = [doctorCommand(), connectPageCommand(), testUserCommand(), pagesCommand()];
  const commands = [
    serveCommand(),
    migrateCommand(),
    ...connecting,
    deliveriesCommand(),
    eventsCommand(),
    replayCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  throwErrors(program);
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    return explain(error);
  }
}

/** Commander would end the process by itself. */
function throwErrors(command: Command): void {
  command.exitOverride();
  for (const each of command.commands) throwErrors(each);
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it has said what is wrong
  process.stderr.write(`${printable(sentenceOf(error))}\n`);
  if (error instanceof UsageError) return 2;
  return error instanceof CallError && error.isUnreachable ? 3 : 1;
}

function sentenceOf(error: unknown): string {
  const isOwn = error instanceof CallError || error instanceof UsageError || error instanceof FailedError;
  return isOwn ? error.message : explainError(error);
}

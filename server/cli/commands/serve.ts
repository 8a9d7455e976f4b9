import { Command } from 'commander';

const EXAMPLE = `
The settings come from the environment; README lists them.

Example:
  PORT=8080 threadtie serve`;

/** `threadtie serve`: builds what changed, migrates and serves, as "npm start" does. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the server')
    .addHelpText('after', EXAMPLE)
    .action(async () => {
      // By its address, since it is plain JavaScript without types.
      await import(new URL('../../start.js', import.meta.url).href);
    });
}

import { readClientConfig } from '../../config.ts';
import { askHidden, canAsk, readInput } from '../ask.ts';
import { UsageError } from '../usage-error.ts';

const HOW = 'Put it into THREADTIE_USER_TOKEN, pipe it in, or type it at the prompt of a terminal.';

/**
 * The user token: from the option, the environment, a prompt that does not show it, or the standard input.
 * @param given what `--user-token` says; `-` is the standard input
 * @throws {UsageError} when there is none, or what came cannot be one
 */
export async function readUserToken(given: string | undefined): Promise<string> {
  const token = given !== undefined && given !== '-' ? given : await lookElsewhere(given === '-');
  if (token === '') throw new UsageError(`A user token is needed. ${HOW}`);
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('What was given is no token: it has spaces or odd characters.');
  return token;
}

async function lookElsewhere(onlyInput: boolean): Promise<string> {
  const { userToken } = readClientConfig();
  if (!onlyInput && userToken) return userToken.trim();
  if (!onlyInput && canAsk()) return await askHidden('User token (it is not shown): ');
  if (process.stdin.isTTY) throw new UsageError(`A user token is needed. ${HOW}`);
  process.stderr.write('The user token is read from the standard input.\n');
  return await readInput();
}

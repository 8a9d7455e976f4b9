import { Command, InvalidArgumentError } from 'commander';
import { readClientConfig } from '../config.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { UsageError } from './usage-error.ts';

/** The options of every command that calls the API. */
export interface ApiOptions {
  readonly url: string;
  readonly key?: string;
  readonly json?: true;
}

/** A command that calls the API of a running server. */
export function apiCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--url <url>', 'address of the server', readAddress, 'http://localhost:8787')
    .option('--key <key>', 'API key; THREADTIE_API_KEY when left out')
    .option('--json', 'print the answer of the API as JSON');
}

/** The client that a command's options ask for. @throws {UsageError} without a key that can be sent */
export function clientOf({ url, key = readClientConfig().apiKey }: ApiOptions): ApiClient {
  if (!key) throw new UsageError('An API key is needed. Give it with --key or in THREADTIE_API_KEY.');
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('The API key has a character in it that no key has.');
  return createApiClient({ url, key });
}

/** The client for commands that have something to say without a key, too. */
export function clientIfKey(options: ApiOptions): ApiClient | null {
  return (options.key ?? readClientConfig().apiKey) ? clientOf(options) : null;
}

/** Reads the address of a server, with a path in front of the API's where a proxy has one. */
function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(text);
  if (!isPlain) throw new InvalidArgumentError('It must be an address such as https://chat.example.com.');
  return url.href.replace(/\/+$/, '');
}

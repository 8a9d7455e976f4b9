import { Command } from 'commander';
import { readClientConfig } from '../config.ts';
import { type ApiClient, createApiClient } from './api-client.ts';

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
    .option('--url <url>', 'address of the server', 'http://localhost:8787')
    .option('--key <key>', 'API key; THREADTIE_API_KEY when left out')
    .option('--json', 'print the answer of the API as JSON');
}

/** The client that a command's options ask for. */
export function clientOf({ url, key }: ApiOptions): ApiClient {
  return createApiClient({ url, key: key ?? readClientConfig().apiKey });
}

import type pg from 'pg';

/**
 * Keeps a cut connection from ending the process: between the hands of a pool and those of its user a client has no listener
 * for a moment. The error is not lost, for the client refuses its next query.
 */
export function bearCuts(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

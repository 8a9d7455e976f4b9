import type { RequestListener } from 'node:http';

/** The part of Express that the bots need, which bring a version of it that this project does not have. */
export interface Express {
  (): ExpressApp;
  json(options: { verify(request: { rawBody?: string }, response: unknown, bytes: Buffer): void }): unknown;
}

/** An application of it; Node can serve it. */
export type ExpressApp = RequestListener & { use(...handlers: readonly unknown[]): void };

import pino from 'pino';
import { describeError } from './describe-error.ts';

/** What a log line may carry. Bodies, tokens, refs and PSIDs have no place here, so they have no field. */
export interface LogFields {
  readonly err?: unknown;
  readonly requestId?: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly code?: string;
  readonly appId?: string;
  readonly pageId?: string;
  readonly siteId?: string;
  readonly deliveryId?: string;
  readonly eventId?: string;
  readonly refId?: string;
  readonly job?: string;
  readonly jobId?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly where?: string;
  readonly graphCall?: string;
  readonly subcode?: number;
  readonly traceId?: string;
}

/** Writes lines of JSON with allow-listed fields only. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

const ALLOWED = [
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'appId',
  'pageId',
  'siteId',
  'deliveryId',
  'eventId',
  'refId',
  'job',
  'jobId',
  'attempt',
  'count',
  'where',
  'graphCall',
  'subcode',
  'traceId',
] as const satisfies readonly (keyof LogFields)[];

/**
 * @param level pino's level; `silent` for tests
 * @param destination where the lines go; standard output when left out
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = destination ? pino({ level, base: null }, destination) : pino({ level, base: null });
  const write = (at: 'info' | 'warn' | 'error', fields: LogFields, message: string): void => {
    if (logger.isLevelEnabled(at)) logger[at](allowed(fields), message);
  };
  return {
    info: (fields, message) => write('info', fields, message),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
  };
}

/** Picks the allowed fields, whatever an untyped caller put in; of an error only its kind, code and stack frames. */
function allowed(fields: LogFields): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of ALLOWED) if (fields[name] !== undefined) out[name] = fields[name];
  if (fields.err !== undefined) out['err'] = describeError(fields.err);
  return out;
}

import { z } from 'zod';
import { MINUTE } from './base/clock.ts';

/** Everything the environment decides, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly role: 'all' | 'web' | 'worker';
  /** How many proxies stand before this server: whose X-Forwarded-For counts. */
  readonly trustedProxies: number;
  /** `apiKey` is that of the demo shop: this process makes one when the operator chose none. */
  readonly simulator: { readonly port: number; readonly apiKey?: string | undefined } | null;
  readonly app: { readonly id: string; readonly secrets: readonly string[]; readonly verifyToken: string } | null;
  readonly messengerUrl: string;
  readonly instagramUrl: string;
  /** What Meta's plugins are loaded from: `/<locale>/sdk.js` follows; null: they are off everywhere. */
  readonly pluginSdkUrl: string | null;
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly encryptionKeys: readonly string[];
  readonly bootstrapApiKey: string | undefined;
  readonly logLevel: string;
  /** How often connected Pages are looked at, in ms: while all is well, and while something is wrong; null: not at all. */
  readonly watch: { readonly usualMs: number; readonly troubledMs: number } | null;
  /** How long, in ms, the echo of a message is waited for when the platform never said what came of it. */
  readonly echoWaitMs: number;
  /** Whoever sends it may read the metrics; without one, only this machine may. */
  readonly metricsToken: string | undefined;
  /** Where the linking pages may send people back to, beside Messenger itself. */
  readonly linkRedirectOrigins: readonly string[];
  /** Whether addresses that customers give may lead to this machine. */
  readonly allowsLocalAddresses: boolean;
}

/** A value of the environment that is missing or wrong, in one sentence that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MIN_KEY_LENGTH = 32;

const port = z.coerce.number().int().min(0).max(65535);
const minutes = z.coerce.number().int().min(5).max(1440);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const list = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.length > 0);

/** Name -> schema and what is expected. An empty value counts as left out. */
const VARIABLES = {
  PORT: [port.default(8787), 'a port number, 0 to 65535 (default 8787)'],
  HOST: [z.string().default('127.0.0.1'), 'an address to listen on (default 127.0.0.1; 0.0.0.0 for all)'],
  PUBLIC_URL: [url.optional(), 'the address the world reaches this server under, such as https://chat.example.com'],
  DATA_DIR: [z.string().default('./data'), 'a folder (default ./data)'],
  DATABASE_URL: [
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'postgres://user:password@host/database; leave it out for SQLite',
  ],
  ROLE: [z.enum(['all', 'web', 'worker']).default('all'), 'all, web or worker (default all)'],
  TRUST_PROXY: [
    z.coerce.number().int().min(0).max(10).default(0),
    'how many proxies stand before this server (default 0)',
  ],
  SIMULATOR: [z.enum(['on', 'off']).optional(), 'on or off (default: on, in production off)'],
  SIMULATOR_PORT: [
    port.min(1).default(8788),
    'a port number, 1 to 65535 (default 8788): links into the simulator carry it',
  ],
  META_APP_ID: [
    z
      .string()
      .regex(/^[0-9]+$/)
      .optional(),
    "the app's id: digits",
  ],
  META_APP_SECRET: [list.optional(), 'the app secret; several with commas, the current one first'],
  META_VERIFY_TOKEN: [z.string().min(8).optional(), 'a token of your choice, at least 8 characters'],
  M_ME_URL: [url.default('https://m.me'), 'what links into Messenger begin with (default https://m.me)'],
  IG_ME_URL: [url.default('https://ig.me/m'), 'what links to Instagram begin with (default https://ig.me/m)'],
  META_PLUGIN: [
    z.enum(['on', 'off']).default('on'),
    "on or off (default on): whether Meta's plugins may be used at all",
  ],
  META_SDK_URL: [
    url.default('https://connect.facebook.net'),
    "what Meta's plugins are loaded from (default https://connect.facebook.net)",
  ],
  GRAPH_URL: [url.default('https://graph.facebook.com'), 'the Graph API (default https://graph.facebook.com)'],
  GRAPH_VERSION: [
    z
      .string()
      .regex(/^v\d+\.\d+$/)
      .default('v25.0'),
    'a version such as v25.0',
  ],
  ENCRYPTION_KEY: [list.optional(), 'keys with commas, each at least 32 characters; the first seals, all open'],
  BOOTSTRAP_API_KEY: [
    z
      .string()
      .min(16)
      .max(512)
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    'at least 16 visible ASCII characters',
  ],
  METRICS_TOKEN: [
    z
      .string()
      .min(16)
      .max(512)
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    'at least 16 visible ASCII characters; leave it out to answer metrics to this machine alone',
  ],
  WATCHDOG: [z.enum(['on', 'off']).default('on'), 'on or off (default on): whether connected Pages are looked after'],
  WATCHDOG_MINUTES: [minutes.default(30), 'minutes between two checks of a Page, 5 to 1440 (default 30)'],
  WATCHDOG_TROUBLED_MINUTES: [
    minutes.default(10),
    'minutes between two checks of a Page with which something is wrong, 5 to 1440 (default 10)',
  ],
  ECHO_WAIT_SECONDS: [
    z.coerce.number().int().min(1).max(600).default(120),
    'seconds to wait for word of a message whose sending the platform never answered, 1 to 600 (default 120)',
  ],
  ALLOW_LOCAL_ADDRESSES: [
    z.enum(['on', 'off']).optional(),
    'on or off (default: as SIMULATOR): whether customers may name addresses of this machine, for development',
  ],
  LINK_REDIRECT_HOSTS: [
    list.pipe(z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))).optional(),
    'host names with commas, such as m.facebook.com: where people may go back to from the linking pages, by https',
  ],
  LOG_LEVEL: [
    z.enum(['silent', 'error', 'warn', 'info']).default('warn'),
    'silent, error, warn or info (default warn)',
  ],
  NODE_ENV: [z.string().optional(), 'production, or anything else'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

/** What the command line takes from the environment. */
export interface ClientConfig {
  readonly apiKey: string | undefined;
  /** The token of the person who connects Pages. */
  readonly userToken: string | undefined;
  /** Opens /metrics where the server asks for it. */
  readonly metricsToken: string | undefined;
}

/** Reads what the command line takes from the environment. */
export function readClientConfig(env: Readonly<Record<string, string | undefined>> = process.env): ClientConfig {
  return {
    apiKey: env['THREADTIE_API_KEY'] || undefined,
    userToken: env['THREADTIE_USER_TOKEN'] || undefined,
    metricsToken: env['METRICS_TOKEN'] || undefined,
  };
}

type Values = { [Name in keyof typeof VARIABLES]: z.infer<(typeof VARIABLES)[Name][0]> };

/**
 * Reads and checks the environment.
 * @throws {ConfigError} one sentence per wrong value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const values = parse(env);
  const isProduction = values.NODE_ENV === 'production';
  const simulator = (values.SIMULATOR ?? (isProduction ? 'off' : 'on')) === 'on';
  const app = appOf(values);
  check(values, simulator, isProduction, app !== null);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    role: values.ROLE,
    trustedProxies: values.TRUST_PROXY,
    simulator: simulator ? { port: values.SIMULATOR_PORT } : null,
    app,
    messengerUrl: simulator ? `http://localhost:${values.SIMULATOR_PORT}/m` : values.M_ME_URL,
    instagramUrl: simulator ? `http://localhost:${values.SIMULATOR_PORT}/ig/m` : values.IG_ME_URL,
    pluginSdkUrl: pluginSdkUrl(values, simulator),
    graphUrl: simulator ? `http://localhost:${values.SIMULATOR_PORT}/graph` : values.GRAPH_URL,
    graphVersion: values.GRAPH_VERSION,
    encryptionKeys: values.ENCRYPTION_KEY ?? [],
    bootstrapApiKey: values.BOOTSTRAP_API_KEY,
    logLevel: values.LOG_LEVEL,
    watch:
      values.WATCHDOG === 'on'
        ? { usualMs: values.WATCHDOG_MINUTES * MINUTE, troubledMs: values.WATCHDOG_TROUBLED_MINUTES * MINUTE }
        : null,
    echoWaitMs: values.ECHO_WAIT_SECONDS * 1000,
    metricsToken: values.METRICS_TOKEN,
    linkRedirectOrigins: linkRedirectOrigins(values, simulator),
    allowsLocalAddresses: (values.ALLOW_LOCAL_ADDRESSES ?? (simulator ? 'on' : 'off')) === 'on',
  };
}

/** The simulator plays Messenger: people go back to it, by the names that a machine has for itself. */
function linkRedirectOrigins(values: Values, simulator: boolean): string[] {
  const own = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${values.SIMULATOR_PORT}`);
  return [...(values.LINK_REDIRECT_HOSTS ?? []).map((host) => `https://${host}`), ...(simulator ? own : [])];
}

function pluginSdkUrl(values: Values, simulator: boolean): string | null {
  if (values.META_PLUGIN === 'off') return null;
  return simulator ? `http://localhost:${values.SIMULATOR_PORT}/sdk` : values.META_SDK_URL;
}

function parse(env: Readonly<Record<string, string | undefined>>): Values {
  const wrong: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, [schema, expected]] of Object.entries(VARIABLES)) {
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (parsed.success) values[name] = parsed.data;
    else wrong.push(`${name} is not as expected: it must be ${expected}.`);
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return values as Values;
}

function appOf(values: Values): Config['app'] {
  const { META_APP_ID: id, META_APP_SECRET: secrets, META_VERIFY_TOKEN: verifyToken } = values;
  const given = [id, secrets, verifyToken].filter((value) => value !== undefined);
  if (given.length === 0) return null;
  if (id && secrets?.length && verifyToken) return { id, secrets, verifyToken };
  throw new ConfigError('META_APP_ID, META_APP_SECRET and META_VERIFY_TOKEN belong together: set all three or none.');
}

function check(values: Values, simulator: boolean, isProduction: boolean, hasApp: boolean): void {
  const short = values.ENCRYPTION_KEY?.some((key) => key.length < MIN_KEY_LENGTH);
  const wrong = [
    short && `ENCRYPTION_KEY is not as expected: each key must have at least ${MIN_KEY_LENGTH} characters.`,
    values.ROLE !== 'all' &&
      !values.DATABASE_URL &&
      'ROLE must be all with SQLite: set DATABASE_URL to share the work.',
    values.DATABASE_URL &&
      !values.ENCRYPTION_KEY &&
      'ENCRYPTION_KEY is missing: with Postgres all processes must share it.',
    simulator && isProduction && 'SIMULATOR must be off in production: it lets anybody be anybody.',
    !simulator &&
      !hasApp &&
      'META_APP_ID, META_APP_SECRET and META_VERIFY_TOKEN are missing: without the simulator a Meta app is needed.',
    values.ALLOW_LOCAL_ADDRESSES === 'on' &&
      isProduction &&
      'ALLOW_LOCAL_ADDRESSES must be off in production: it lets customers reach what listens on this machine.',
    values.PORT === 0 &&
      !values.PUBLIC_URL &&
      'PUBLIC_URL is missing: with PORT=0 nobody knows the address in advance.',
    isProduction && !values.PUBLIC_URL && 'PUBLIC_URL is missing: links and snippets are made with it.',
  ].filter((sentence) => typeof sentence === 'string');
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}

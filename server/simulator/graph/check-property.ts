import { z } from 'zod';
import { badParameter } from './graph-error.ts';

/** Everything a Page can set about how it presents itself in Messenger. */
export const PROFILE_PROPERTIES = [
  'get_started',
  'greeting',
  'ice_breakers',
  'persistent_menu',
  'whitelisted_domains',
  'account_linking_url',
  'commands',
] as const;

/** Can be read, and never set. */
export const READ_ONLY = 'subject_to_new_eu_privacy_rules';

/** What a property may hold besides what the platform documents. */
export interface ProfileRules {
  /** Whether http://localhost is taken for a domain. */
  readonly allowsLocal: boolean;
  readonly platform: 'messenger' | 'instagram';
}

type Property = (typeof PROFILE_PROPERTIES)[number];

const Locale = z.string().min(1);
const Payload = z.string().min(1).max(1000);
const Title = z.string().min(1);
const https = (url: string): boolean => URL.parse(url)?.protocol === 'https:';
const Https = z.string().refine(https, 'must be an https address');

const IceBreaker = z.object({ question: z.string().min(1).max(80), payload: Payload });
const Questions = z.array(IceBreaker).min(1).max(4);
const MenuItem = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('postback'), title: Title, payload: Payload }),
  z.looseObject({ type: z.literal('web_url'), title: Title, url: z.url() }),
]);
const Command = z.object({
  name: z.string().min(1).max(32),
  description: z.string().min(1).max(64),
});

const byLocale = <S extends z.ZodRawShape>(shape: S) =>
  z
    .array(z.looseObject({ locale: Locale, ...shape }))
    .min(1)
    .refine((list) => list.some((item) => item.locale === 'default'), 'must have an item of the locale "default"');

const SCHEMAS: Readonly<Record<Exclude<Property, 'whitelisted_domains'>, z.ZodType>> = {
  get_started: z.object({ payload: Payload }),
  greeting: byLocale({ text: z.string().min(1).max(160) }),
  ice_breakers: z.union([byLocale({ call_to_actions: Questions }), Questions]),
  persistent_menu: byLocale({ call_to_actions: z.array(MenuItem).max(20).optional() }),
  account_linking_url: Https,
  commands: z.array(z.object({ locale: Locale, commands: z.array(Command).max(100) })).min(1),
};

const MOST_DOMAINS = 50;
const LOCAL = /^(?:localhost|127\.0\.0\.1)$/;

/**
 * The value as it is kept: checked, and domains with a slash at their end.
 * @throws {GraphError} 100 that names the property
 */
export function checkProperty(name: Property, value: unknown, rules: ProfileRules): unknown {
  if (name === 'whitelisted_domains') return checkDomains(value, rules.allowsLocal);
  const parsed = SCHEMAS[name].safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badParameter(`Param ${[name, ...(issue?.path ?? []).map((key) => `[${String(key)}]`)].join('')} is not valid`);
}

function checkDomains(value: unknown, allowsLocal: boolean): string[] {
  const list = Array.isArray(value) ? value.map(String) : [];
  if (list.length === 0) throw badParameter('Param whitelisted_domains must be a non-empty array');
  const domains = [...new Set(list.map((domain) => domainOf(domain, allowsLocal)))];
  if (domains.length > MOST_DOMAINS) {
    throw badParameter(`Param whitelisted_domains must have at most ${MOST_DOMAINS} elements`);
  }
  return domains;
}

function domainOf(text: string, allowsLocal: boolean): string {
  const url = URL.parse(text);
  const isLocal = url !== null && LOCAL.test(url.hostname);
  if (url && isLocal && allowsLocal) return `${url.origin}/`;
  const isName = url !== null && /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(url.hostname);
  if (url?.protocol === 'https:' && isName) return `${url.origin}/`;
  throw badParameter(`Param whitelisted_domains: "${text}" is not a fully qualified https domain`);
}

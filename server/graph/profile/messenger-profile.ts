import { z } from 'zod';

/** How a Page presents itself in Messenger. Properties that are not set are left out. */
export interface MessengerProfile {
  readonly getStarted?: { readonly payload: string };
  readonly greeting?: readonly { readonly locale: string; readonly text: string }[];
  /** By language; both documented forms are read, the newer one is written. */
  readonly iceBreakers?: readonly {
    readonly locale: string;
    readonly questions: readonly { readonly question: string; readonly payload: string }[];
  }[];
  readonly whitelistedDomains?: readonly string[];
  readonly accountLinkingUrl?: string;
  /** In the platform's own form. */
  readonly persistentMenu?: readonly unknown[];
  /** In the platform's own form. */
  readonly commands?: readonly unknown[];
}

/** A property of the profile. */
export type ProfileField = keyof MessengerProfile;

/** Which of the Page's two inboxes a profile is for; Messenger's when left out. */
export type ProfilePlatform = 'messenger' | 'instagram';

const WIRE_NAMES: Readonly<Record<ProfileField, string>> = {
  getStarted: 'get_started',
  greeting: 'greeting',
  iceBreakers: 'ice_breakers',
  whitelistedDomains: 'whitelisted_domains',
  accountLinkingUrl: 'account_linking_url',
  persistentMenu: 'persistent_menu',
  commands: 'commands',
};

/** The platform's names of these properties. */
export function wireNames(fields: readonly ProfileField[]): string[] {
  return fields.map((field) => WIRE_NAMES[field]);
}

/** The properties as the platform takes them. */
export function toWire({ iceBreakers, ...rest }: MessengerProfile): Record<string, unknown> {
  const breakers = iceBreakers?.map(({ locale, questions }) => ({ call_to_actions: questions, locale }));
  const all = Object.entries({ ...rest, iceBreakers: breakers }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all.map(([name, value]) => [WIRE_NAMES[name as ProfileField], value]));
}

const question = z.object({ question: z.string(), payload: z.string().default('') });
const greeting = z.object({ locale: z.string().default('default'), text: z.string() });
const localised = z
  .object({ locale: z.string().default('default'), call_to_actions: z.array(question) })
  .transform(({ locale, call_to_actions: questions }) => ({ locale, questions }));
const iceBreakers = z.union([
  z.array(localised),
  z.array(question).transform((questions) => [{ locale: 'default', questions }]),
]);

const wireProfile = z.object({
  get_started: z.object({ payload: z.string() }).nullish(),
  greeting: z.array(greeting).nullish(),
  ice_breakers: iceBreakers.nullish(),
  whitelisted_domains: z.array(z.string()).nullish(),
  account_linking_url: z.string().nullish(),
  persistent_menu: z.array(z.unknown()).nullish(),
  commands: z.array(z.unknown()).nullish(),
});

/** The platform's answer about a profile: a list of one object, or of none. */
export const profileAnswer = z.object({ data: z.array(wireProfile) }).transform(({ data }) => fromWire(data[0] ?? {}));

function fromWire(wire: Partial<z.infer<typeof wireProfile>>): MessengerProfile {
  return {
    ...(wire.get_started ? { getStarted: wire.get_started } : {}),
    ...(wire.greeting ? { greeting: wire.greeting } : {}),
    ...(wire.ice_breakers ? { iceBreakers: wire.ice_breakers } : {}),
    ...(wire.whitelisted_domains ? { whitelistedDomains: wire.whitelisted_domains } : {}),
    ...(wire.account_linking_url ? { accountLinkingUrl: wire.account_linking_url } : {}),
    ...(wire.persistent_menu ? { persistentMenu: wire.persistent_menu } : {}),
    ...(wire.commands ? { commands: wire.commands } : {}),
  };
}

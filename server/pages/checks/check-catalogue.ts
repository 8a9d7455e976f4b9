import { type Check, CHECK_NAMES, type CheckName, type ProblemCode } from '../../../shared/api/pages.ts';

/** What was found of one thing, without where it belongs. */
export type Finding = Pick<Check, 'name' | 'state' | 'detail' | 'fix' | 'problem'>;

/** Where each check belongs, and whether events depend on it. */
const CATALOGUE: Readonly<Record<CheckName, Pick<Check, 'step' | 'isRequired'>>> = {
  app_credentials: { step: 'webhook', isRequired: true },
  callback_url: { step: 'webhook', isRequired: true },
  app_fields: { step: 'webhook', isRequired: true },
  page_token: { step: 'subscription', isRequired: true },
  permissions: { step: 'subscription', isRequired: true },
  page_tasks: { step: 'subscription', isRequired: false },
  page_subscription: { step: 'subscription', isRequired: true },
  page_fields: { step: 'subscription', isRequired: true },
  page_published: { step: 'surroundings', isRequired: true },
  get_started: { step: 'profile', isRequired: false },
  greeting: { step: 'profile', isRequired: false },
  ice_breakers: { step: 'profile', isRequired: false },
  whitelisted_domains: { step: 'profile', isRequired: false },
  thread_control: { step: 'surroundings', isRequired: false },
  instagram_account: { step: 'surroundings', isRequired: false },
  app_mode: { step: 'surroundings', isRequired: true },
  reception: { step: 'surroundings', isRequired: true },
  sending: { step: 'surroundings', isRequired: false },
};

/** What it amounts to when a thing is missing or wrong, where the finding does not say more exactly. */
const PROBLEM_OF: Partial<Record<CheckName, ProblemCode>> = {
  app_credentials: 'app_credentials_wrong',
  callback_url: 'callback_wrong',
  app_fields: 'fields_missing',
  page_token: 'token_invalid',
  permissions: 'permission_missing',
  page_tasks: 'task_missing',
  page_subscription: 'page_not_subscribed',
  page_fields: 'fields_missing',
  page_published: 'page_unpublished',
  get_started: 'get_started_missing',
  whitelisted_domains: 'domain_missing',
  thread_control: 'thread_owned_by_other_app',
  app_mode: 'development_mode',
};

/** What an Instagram account has none of. */
const NOT_ON_INSTAGRAM: readonly CheckName[] = [
  'page_published',
  'get_started',
  'greeting',
  'whitelisted_domains',
  'instagram_account',
];

/** What is looked at on this platform, in the order in which it is mended. */
export function checkNamesOf(platform: 'messenger' | 'instagram'): readonly CheckName[] {
  return CHECK_NAMES.filter((name) => platform === 'messenger' || !NOT_ON_INSTAGRAM.includes(name));
}

/** Makes checks of findings, in the order in which they are mended; what was not found out is unknown, and `why`. */
export function toChecks(
  platform: 'messenger' | 'instagram',
  appId: string,
  findings: readonly Finding[],
  { checkedAt, why }: { readonly checkedAt: Date | null; readonly why: string },
): Check[] {
  return checkNamesOf(platform).map((name) => {
    const found = findings.find((finding) => finding.name === name) ?? unknown(name, why);
    return {
      ...found,
      ...CATALOGUE[name],
      appId,
      problem: problemOf(found),
      checkedAt: checkedAt?.toISOString() ?? null,
    };
  });
}

function problemOf({ name, state, problem }: Finding): ProblemCode | null {
  if (state === 'set' || state === 'unknown') return null;
  return problem ?? PROBLEM_OF[name] ?? null;
}

/** The checks of a Page that nobody has looked at. */
export function notLookedAt(platform: 'messenger' | 'instagram', appId: string): Check[] {
  return toChecks(platform, appId, [], { checkedAt: null, why: 'Not looked at yet.' });
}

/** Nothing to be done. */
export function set(name: CheckName, detail: string): Finding {
  return { name, state: 'set', detail, fix: null };
}

/** It is not there. */
export function missing(name: CheckName, detail: string, fix: string): Finding {
  return { name, state: 'missing', detail, fix };
}

/** It is there, and not as it should be. */
export function wrong(name: CheckName, detail: string, fix: string): Finding {
  return { name, state: 'wrong', detail, fix };
}

/** It could not be found out. */
export function unknown(name: CheckName, detail: string, fix: string | null = null): Finding {
  return { name, state: 'unknown', detail, fix };
}

import type { getProfile } from '../../graph/index.ts';
import { allowableOrigins, missingDomains, MOST_DOMAINS } from './allowed-domains.ts';
import { type Finding, missing, set } from './check-catalogue.ts';
import { type Seen, unseen } from './seen.ts';

/** What the Page's Messenger profile holds, as far as it was asked for. */
export type Profile = Awaited<ReturnType<typeof getProfile>>;

/** The properties that are looked at, on each platform. */
export const PROFILE_FIELDS = {
  messenger: ['getStarted', 'greeting', 'iceBreakers', 'whitelistedDomains'],
  instagram: ['iceBreakers'],
} as const;

const CHECKS = ['get_started', 'greeting', 'ice_breakers', 'whitelisted_domains'] as const;

/** What the Page says by itself: the button that begins a conversation, greeting, questions, and the sites it trusts. */
export function judgeProfile(seen: Seen<Profile>, origins: readonly string[]): Finding[] {
  if (seen.error) return unseen(CHECKS, seen.error);
  const profile = seen.value;
  return [
    judgeGetStarted(profile),
    optional('greeting', profile.greeting, 'greeting'),
    optional('ice_breakers', profile.iceBreakers, 'ice breakers'),
    judgeDomains(profile.whitelistedDomains ?? [], origins),
  ];
}

function judgeGetStarted({ getStarted }: Profile): Finding {
  if (getStarted) return set('get_started', 'The Get Started button is set.');
  return missing(
    'get_started',
    'The Page has no Get Started button: of people who come by a link for the first time nothing is told.',
    'Connect the Page again, which sets it (POST /v1/page-connections), or set get_started in its Messenger profile.',
  );
}

/** Nothing has to be there: what is missing is a matter of taste. */
function optional(name: 'greeting' | 'ice_breakers', value: readonly unknown[] | undefined, what: string): Finding {
  const isThere = value !== undefined && value.length > 0;
  return set(name, isThere ? `The Page has its own ${what}.` : `The Page has no ${what}; none is needed.`);
}

function judgeDomains(domains: readonly string[], origins: readonly string[]): Finding {
  const wanted = allowableOrigins(origins);
  const absent = missingDomains(wanted, domains);
  if (absent.length === 0) {
    const detail =
      wanted.length === 0 ? 'No site has a public https origin.' : 'Every https origin of the sites is allowed.';
    return set('whitelisted_domains', detail);
  }
  const room = MOST_DOMAINS - domains.length;
  const isFull =
    room < absent.length
      ? ` Only ${Math.max(0, room)} more fit: at most ${MOST_DOMAINS} are allowed, so remove some first.`
      : '';
  return missing(
    'whitelisted_domains',
    `The Page does not allow ${absent.join(', ')}: plugins and extensions stay empty there.`,
    `Connect the Page again, which adds them, or enter them under Page settings, Advanced messaging, Whitelisted domains.${isFull}`,
  );
}

import type { Ctx } from '../../base/ctx.ts';
import { getProfile, type GraphCaller, setProfile } from '../../graph/index.ts';
import { listSiteOrigins } from '../../sites/index.ts';
import { allowableOrigins, mergeDomains, missingDomains, MOST_DOMAINS } from '../checks/allowed-domains.ts';
import { type Profile, PROFILE_FIELDS } from '../checks/judge-profile.ts';
import type { AppPage, PageRow } from '../store.ts';
import type { ChosenProfile } from '../tables.ts';
import { withPageToken } from '../with-page-token.ts';
import { SetupProblem, toSetupProblem } from './setup-problem.ts';

/**
 * Sets what the Page says by itself: the Get Started button if there is none, greeting and ice breakers if they were asked
 * for, and the https origins of all sites among its domains. Everything else of the profile stays. Answers what was done.
 * It is not read back here: the look that follows does that, and only ten such calls are allowed in ten minutes.
 * @throws {SetupProblem} `domain_missing` when domains were refused or do not fit
 * @throws {GraphError}
 */
export async function setProfileFully(ctx: Ctx, key: AppPage, page: PageRow, chosen: ChosenProfile): Promise<string[]> {
  const origins = await listSiteOrigins(ctx);
  return await withPageToken(ctx, key, async (caller) => {
    const { platform } = page;
    const profile = await getProfile(ctx, caller, { fields: [...PROFILE_FIELDS[platform]], platform });
    const properties = wantedProperties(platform, profile, chosen);
    const done = Object.keys(properties).map((name) => `${LABELS[name] ?? name} set`);
    if (done.length > 0) await setProfile(ctx, caller, { properties, platform });
    if (platform === 'instagram') return done;
    return [...done, ...(await allowDomains(ctx, caller, profile, origins))];
  });
}

const LABELS: Readonly<Record<string, string>> = {
  getStarted: 'Get Started button',
  greeting: 'greeting',
  iceBreakers: 'ice breakers',
};

/** Only what is asked for and not there. A property is always set as a whole: other locales come along. */
function wantedProperties(
  platform: PageRow['platform'],
  profile: Profile,
  { getStartedPayload, greeting, iceBreakers }: ChosenProfile,
): Profile {
  const isMessenger = platform === 'messenger';
  const isOther = ({ locale }: { readonly locale: string }): boolean => locale !== 'default';
  const greetings = [{ locale: 'default', text: greeting ?? '' }, ...(profile.greeting ?? []).filter(isOther)];
  const breakers = [
    { locale: 'default', questions: iceBreakers ?? [] },
    ...(profile.iceBreakers ?? []).filter(isOther),
  ];
  return {
    ...(isMessenger && !profile.getStarted ? { getStarted: { payload: getStartedPayload } } : {}),
    ...(isMessenger && greeting !== null ? { greeting: greetings } : {}),
    ...(iceBreakers !== null ? { iceBreakers: breakers } : {}),
  };
}

async function allowDomains(
  ctx: Ctx,
  caller: GraphCaller,
  profile: Profile,
  origins: readonly string[],
): Promise<string[]> {
  const domains = profile.whitelistedDomains ?? [];
  const absent = missingDomains(allowableOrigins(origins), domains);
  if (absent.length === 0) return [];
  const { merged, left } = mergeDomains(domains, absent);
  try {
    if (merged.length > domains.length) {
      await setProfile(ctx, caller, { properties: { whitelistedDomains: merged } });
    }
  } catch (error) {
    const { message, retry } = toSetupProblem(error, ctx.clock.now());
    const fix = 'Adding domains needs an admin of the Page; or enter them under Page settings, Advanced messaging.';
    throw new SetupProblem('domain_missing', `The platform did not take ${absent.join(', ')}. ${message}`, fix, retry);
  }
  if (left.length === 0) return [`${absent.join(', ')} allowed`];
  const fix = `Remove domains that are not needed from the Page (Page settings, Advanced messaging), then resume.`;
  throw new SetupProblem('domain_missing', `At most ${MOST_DOMAINS} domains fit: no room for ${left.join(', ')}.`, fix);
}

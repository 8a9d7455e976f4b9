import type { Landing } from '../../shared/visit.ts';

const LONGEST_URL = 2048;
const LONGEST_UTM = 500;
const MOST_UTM = 20;

/** Tells page and campaign the visitor is on: address without fragment, referrer, utm parameters, within the API's limits. */
export function readLanding(): Landing {
  const utm = [...new URLSearchParams(location.search)].filter(
    ([name, value]) => /^utm_[a-z_]{1,40}$/.test(name) && value.length <= LONGEST_UTM,
  );
  return {
    url: location.href.replace(/#.*/s, '').slice(0, LONGEST_URL),
    referrer: document.referrer.slice(0, LONGEST_URL) || undefined,
    utm: Object.fromEntries(utm.slice(0, MOST_UTM)),
  };
}

import type { Random } from '../../base/random.ts';
import { DEFAULT_FIELDS } from './subscription-fields.ts';
import type { Page, Person, World } from './world.ts';

const SHOP_PAGE_ID = '1067280970047460';
const TRADE_PAGE_ID = '10672809700474611';

/** The world at its first start: two Pages, Ada and Grace, no thread. Ada's id on the shop's Page is 2^53 + 1. */
export function seedWorld(random: Random): World {
  return {
    version: 1,
    pages: [
      seedPage(random, SHOP_PAGE_ID, 'pineandkettle', 'Pine & Kettle'),
      seedPage(random, TRADE_PAGE_ID, 'pineandkettletrade', 'Pine & Kettle Trade'),
    ],
    people: seedPeople(),
    threads: [],
    shop: { cookieSecret: random.token(256), credentials: null },
  };
}

/** Ada and Grace, always with the same ids. */
export function seedPeople(): Person[] {
  return [
    {
      id: 'ada',
      name: 'Ada Lovelace',
      firstName: 'Ada',
      lastName: 'Lovelace',
      locale: 'en_GB',
      timezone: 0,
      asid: '10204837561029385',
      psids: { [SHOP_PAGE_ID]: '9007199254740993', [TRADE_PAGE_ID]: '6780462125377511' },
    },
    {
      id: 'grace',
      name: 'Grace Hopper',
      firstName: 'Grace',
      lastName: 'Hopper',
      locale: 'en_US',
      timezone: -5,
      asid: '101572839405613',
      psids: { [SHOP_PAGE_ID]: '25377510678046213', [TRADE_PAGE_ID]: '726448003691237' },
    },
  ];
}

function seedPage(random: Random, id: string, username: string, name: string): Page {
  return {
    id,
    username,
    name,
    accessToken: `EAA${random.token(256).replaceAll(/[-_]/g, 'x')}`,
    getStartedPayload: 'GET_STARTED',
    subscribedFields: [...DEFAULT_FIELDS],
  };
}

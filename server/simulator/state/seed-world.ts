import type { Random } from '../../base/random.ts';
import { APP_FIELDS, fieldsOf } from './subscription-fields.ts';
import { platformId } from './platform-id.ts';
import type { Page, Person, World } from './world.ts';

const SHOP_PAGE_ID = '1067280970047460';
const TRADE_PAGE_ID = '10672809700474611';
const INSTAGRAM_ID = '17841405822304914';

/** The world at its first start: two Pages, an Instagram account, Ada and Grace, no thread. Ada's id on the shop's Page is 2^53 + 1. */
export function seedWorld(random: Random): World {
  return {
    version: 1,
    pages: [
      seedPage(random, SHOP_PAGE_ID, 'pineandkettle', 'Pine & Kettle'),
      seedPage(random, TRADE_PAGE_ID, 'pineandkettletrade', 'Pine & Kettle Trade'),
      seedInstagram(random),
    ],
    people: seedPeople(),
    threads: [],
    appFields: { page: [...APP_FIELDS.page], instagram: [...APP_FIELDS.instagram] },
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
      psids: {
        [SHOP_PAGE_ID]: '9007199254740993',
        [TRADE_PAGE_ID]: '6780462125377511',
        [INSTAGRAM_ID]: '9007199254740995',
      },
    },
    {
      id: 'grace',
      name: 'Grace Hopper',
      firstName: 'Grace',
      lastName: 'Hopper',
      locale: 'en_US',
      timezone: -5,
      asid: '101572839405613',
      psids: {
        [SHOP_PAGE_ID]: '25377510678046213',
        [TRADE_PAGE_ID]: '726448003691237',
        [INSTAGRAM_ID]: '6320178894415523',
      },
    },
  ];
}

/** Gives a world of an earlier version what it lacks: the Instagram account, and everybody's id there. */
export function completeWorld(world: World, random: Random): void {
  if (!world.pages.some((page) => page.platform === 'instagram')) world.pages.push(seedInstagram(random));
  const seeded = seedPeople();
  for (const person of world.people) {
    const known = seeded.find((one) => one.id === person.id)?.psids ?? {};
    for (const { id } of world.pages) person.psids[id] ??= known[id] ?? platformId(random);
  }
}

function seedInstagram(random: Random): Page {
  return seedPage(random, INSTAGRAM_ID, 'pine.and.kettle', 'Pine & Kettle', 'instagram');
}

function seedPage(
  random: Random,
  id: string,
  username: string,
  name: string,
  platform: Page['platform'] = 'messenger',
): Page {
  return {
    id,
    username,
    name,
    accessToken: `EAA${random.token(256).replaceAll(/[-_]/g, 'x')}`,
    getStartedPayload: 'GET_STARTED',
    platform,
    subscribedFields: [...fieldsOf(platform).atFirst],
  };
}

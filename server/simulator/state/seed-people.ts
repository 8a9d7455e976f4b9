import type { Person } from './world.ts';

/** The ids of the seeded Pages and of the Instagram account. */
export const SHOP_PAGE_ID = '1067280970047460';
export const TRADE_PAGE_ID = '10672809700474611';
export const INSTAGRAM_ID = '17841405822304914';

/** Whoever runs all Pages and has a role on the app. */
export const OLIVIA = 'olivia';

/** Ada and Grace, and Olivia who runs all Pages; always with the same ids. */
export function seedPeople(): Person[] {
  return [
    {
      id: 'ada',
      name: 'Ada Lovelace',
      firstName: 'Ada',
      lastName: 'Lovelace',
      locale: 'en_GB',
      timezone: 0,
      device: 'phone',
      asid: '10204837561029385',
      asids: {},
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
      device: 'phone',
      asid: '101572839405613',
      asids: {},
      psids: {
        [SHOP_PAGE_ID]: '25377510678046213',
        [TRADE_PAGE_ID]: '726448003691237',
        [INSTAGRAM_ID]: '6320178894415523',
      },
    },
    {
      id: OLIVIA,
      name: 'Olivia Pine',
      firstName: 'Olivia',
      lastName: 'Pine',
      locale: 'en_GB',
      timezone: 0,
      device: 'phone',
      asid: '122093845571046',
      asids: {},
      psids: {
        [SHOP_PAGE_ID]: '7310594826605177',
        [TRADE_PAGE_ID]: '24601837755912043',
        [INSTAGRAM_ID]: '1304477982215369',
      },
    },
  ];
}

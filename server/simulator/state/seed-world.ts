import type { Random } from '../../base/random.ts';
import { APP_FIELDS, fieldsOf } from './subscription-fields.ts';
import { LINKING_AS_IT_IS } from './linking-rules.ts';
import { newToken } from './new-token.ts';
import { platformId } from './platform-id.ts';
import { AppSettings } from './app-settings.ts';
import { INSTAGRAM_ID, OLIVIA, seedPeople, SHOP_PAGE_ID, TRADE_PAGE_ID } from './seed-people.ts';
import { PAGE_TASKS, type Page, type World } from './world.ts';

/** The world at its first start: two Pages, an Instagram account, Ada, Grace and Olivia, no thread. Ada's id on the shop's Page is 2^53 + 1. */
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
    app: AppSettings.parse({}),
    moreApps: [],
    tokens: [],
    linkingTokens: [],
    linkedAccounts: [],
    linkingRules: { ...LINKING_AS_IT_IS },
    shop: { cookieSecret: random.token(256), credentials: null },
  };
}

/** Gives a world of an earlier version what it lacks: the Instagram account, Olivia, everybody's ids, the Pages' tokens. */
export function completeWorld(world: World, random: Random, now: Date): void {
  if (!world.pages.some((page) => page.platform === 'instagram')) world.pages.push(seedInstagram(random));
  const seeded = seedPeople();
  if (!world.people.some((person) => person.id === OLIVIA)) {
    world.people.push(...seeded.filter((person) => person.id === OLIVIA));
  }
  for (const person of world.people) {
    const known = seeded.find((one) => one.id === person.id)?.psids ?? {};
    for (const { id } of world.pages) person.psids[id] ??= known[id] ?? platformId(random);
    for (const { id } of world.moreApps) person.asids[id] ??= platformId(random);
  }
  const [shop] = world.pages;
  if (shop?.platform === 'messenger') shop.instagramId ??= accountOf(world);
  for (const page of world.pages) ensurePageToken(world, page, now);
}

function accountOf(world: World): string | null {
  return world.pages.find((page) => page.platform === 'instagram')?.id ?? null;
}

/** Keeps the token that a Page shows among those that are given out. */
export function ensurePageToken(world: World, page: Page, now: Date): void {
  if (world.tokens.some((one) => one.token === page.accessToken)) return;
  world.tokens.push({
    token: page.accessToken,
    appId: null,
    personId: OLIVIA,
    pageId: page.id,
    scopes: [...world.app.permissions],
    issuedAt: now.getTime(),
    expiresAt: null,
    isLongLived: true,
    state: 'valid',
  });
}

function seedInstagram(random: Random): Page {
  return seedPage(random, INSTAGRAM_ID, 'pine.and.kettle', 'Pine & Kettle', 'instagram');
}

/** A Page or an account with a token, subscribed to everything it is subscribed to at first. */
export function seedPage(
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
    accessToken: newToken(random),
    getStartedPayload: 'GET_STARTED',
    getStartedAppId: null,
    platform,
    subscribedFields: [...fieldsOf(platform).atFirst],
    subscriptions: {},
    isPublished: true,
    isRestricted: false,
    tasks: [...PAGE_TASKS],
    instagramId: null,
    defaultAppId: null,
    otherApps: [],
    profile: {},
    personas: [],
    uploads: [],
  };
}

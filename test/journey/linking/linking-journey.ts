import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { expireAttempts } from '../../../server/linking/attempts/expire-attempts.ts';
import { CLIENT_ID, CLIENT_SECRET, type OidcIssuer, startOidcIssuer } from '../../linking/login/oidc-issuer.ts';
import { type Journey, startJourney, tapGetStarted } from '../journey.ts';

type Account = 'Ada Lovelace' | 'Grace Hopper';

/** Somebody with a phone and a browser of their own. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly psid: string;
  readonly browser: BrowserContext;
}

/** The shop's page with every way of connecting, and the people who try them. */
export interface LinkingJourney extends Omit<Journey, 'stop'> {
  newcomer(name?: string): Promise<Somebody>;
  /** Opens the page of the ways in their browser, signed in as that account. */
  openWays(somebody: Somebody, account?: Account): Promise<Page>;
  /** Opens the thread on their phone; for the first time by Get Started. */
  openChat(somebody: Somebody): Promise<Page>;
  /** Chooses how people prove at this site who they are there. */
  logInBy(kind: 'handoff' | 'oidc'): Promise<void>;
  links(somebody: Somebody): Promise<readonly Record<string, unknown>[]>;
  /** Lets Threadtie's time pass, and ends what is over. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;
let people = 0;

/** Has the tests of a file, or of a part of it, share a journey. */
export function useLinkingJourney(dialect: 'sqlite' | 'postgres', begin: (journey: LinkingJourney) => unknown): void {
  let journey: LinkingJourney | undefined;
  beforeAll(async () => {
    journey = await startLinkingJourney(dialect);
    begin(journey);
  });
  afterAll(async () => await journey?.stop());
}

/** Starts everything on free ports, an identity provider included. */
async function startLinkingJourney(dialect: 'sqlite' | 'postgres'): Promise<LinkingJourney> {
  const journey = await startJourney(dialect);
  const issuer = await startOidcIssuer(`${journey.url}/link/return`);
  const [site] = (await journey.get('/v1/sites')).data;
  const shop = `http://localhost:${new URL(journey.simulator.url).port}`;
  return {
    ...journey,
    async newcomer(name = `Person ${++people}`) {
      const { id, psids } = await journey.simulator.control.addPerson({ name });
      const browser = await journey.newVisitor();
      browser.setDefaultTimeout(PATIENCE_MS);
      // The pages of the identity provider would have a font from elsewhere.
      await browser.route(
        ({ hostname }) => hostname !== 'localhost',
        (route) => route.abort(),
      );
      await browser.addCookies([{ name: 'sim_person', value: id, url: shop }]);
      return { id, name, psid: psids[journey.pageId] ?? '', browser };
    },
    async openWays({ browser }, account = 'Ada Lovelace') {
      const page = await browser.newPage();
      await page.goto(`${shop}/shop/sign-in?next=/shop/ways`);
      await page.getByRole('button', { name: account }).click();
      await page.locator('messenger-button:defined').first().waitFor();
      return page;
    },
    async openChat({ browser }) {
      const chat = await browser.newPage();
      await chat.goto(`${shop}/chat/${journey.pageId}`);
      if (await chat.getByRole('button', { name: 'Get Started' }).isVisible()) await tapGetStarted(chat);
      await chat.getByRole('textbox', { name: 'Message' }).waitFor();
      return chat;
    },
    async logInBy(kind) {
      const login = kind === 'oidc' ? clientOf(issuer) : { kind, url: `${journey.simulator.url}/shop/log-in` };
      expect((await journey.api('PATCH', `/v1/sites/${String(site?.['id'])}`, { login })).status).toBe(200);
    },
    links: async ({ psid }) => (await journey.get(`/v1/account-links?psid=${psid}`)).data,
    async pass(ms) {
      journey.clock.advance(ms);
      await expireAttempts(journey.server().ctx);
      await journey.settle();
    },
    async stop() {
      await journey.stop();
      await issuer.close();
    },
  };
}

function clientOf({ url }: OidcIssuer): object {
  return {
    kind: 'oidc',
    issuer: url,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    scopes: ['openid', 'email'],
  };
}

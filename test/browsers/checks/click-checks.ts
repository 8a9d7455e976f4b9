import assert from 'node:assert/strict';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LINK = 'messenger-button a';
const TURNED_AWAY = { status: 403, body: { error: { code: 'origin_not_allowed', message: 'Not your site.' } } };

/** What a click on `<messenger-button>` does, and what leaves it the link it was. */
export const CLICK_CHECKS: readonly Check[] = [
  {
    rule: 'a click opens the link with a visit of its own and registers it',
    async run(stage) {
      await visit(stage);
      await stage.click(LINK);
      await stage.opensVisit();
      assert.equal(stage.api.registrations[0]?.dataRef, 'order-55');
      assert.deepEqual(stage.api.registrations[0]?.landing?.utm, { utm_source: 'mail' });
      await stage.shows(`find('${LINK}').href`, `${stage.site.origin}/m/1067?ref=SPRING1`);
    },
  },
  {
    rule: 'the Tab key reaches the link, its focus is to be seen, the Enter key opens it',
    async run(stage) {
      await visit(stage);
      await stage.click('h1');
      await stage.tab.press('Tab');
      await stage.shows('document.activeElement.textContent', 'Message us');
      await stage.shows(`find('${LINK}').matches(':focus-visible')`, true);
      const outline = await stage.read<string>(`getComputedStyle(find('${LINK}')).outlineStyle`);
      assert.notEqual(outline, 'none');
      await stage.tab.press('Enter');
      await stage.opensVisit();
    },
  },
  {
    rule: 'the middle button of the pointer opens a visit as well',
    async run(stage) {
      await visit(stage);
      await stage.click(LINK, 'middle');
      await stage.opensVisit();
    },
  },
  {
    rule: 'a visit is registered also where the link leaves the page itself',
    async run(stage) {
      const inside = stage.link().replace('<a', '<a target="_self"');
      await visit(stage, '', inside);
      await stage.click(LINK);
      await stage.shows('document.title', 'Messenger');
      await stage.opensVisit();
    },
  },
  {
    rule: 'a click that the page prevents begins no visit',
    async run(stage) {
      await stage.visit(
        stage.element('button', 'data-ref="kept" id="kept"') + stage.element('button', 'data-ref="free" id="free"'),
      );
      await stage.reaches('idle');
      await stage.read(`find('#kept a').addEventListener('click', (event) => event.preventDefault())`);
      await stage.click('#kept a');
      await stage.click('#free a');
      await stage.opensVisit();
      assert.equal(stage.api.registrations[0]?.dataRef, 'free');
    },
  },
  {
    rule: "a visit brings the token of the page's back end, or of the page's own function",
    async run(stage) {
      stage.site.token = { status: 200, text: '{"token":"signed"}' };
      await visit(stage, 'user-token-url="/token"');
      await stage.click(LINK);
      await comes(() => stage.api.registrations.map(({ userToken }) => userToken), ['signed'], 'the tokens');
      await stage.tab.closeOthers();
      await stage.read(`void (find('messenger-button').getUserToken = () => Promise.resolve('own'))`);
      await stage.click(LINK);
      await comes(() => stage.api.registrations.map(({ userToken }) => userToken), ['signed', 'own'], 'the tokens');
    },
  },
  {
    rule: 'a visit that the server turns away leaves the link, and the developer hears why',
    async run(stage) {
      stage.api.answers.push(TURNED_AWAY);
      await visit(stage);
      await stage.click(LINK);
      await stage.shows('heard', ['open', 'error origin_not_allowed']);
      await stage.reaches('idle');
      await stage.shows(`find('${LINK}').href`, `${stage.site.origin}/m/1067?ref=SPRING1`);
    },
  },
  {
    rule: 'Threadtie.open opens the thread of a button on the page',
    async run(stage) {
      const act = `<button id="go" onclick="Threadtie.open('spring-sale', { dataRef: 'order-9' })">Go</button>`;
      await visit(stage, '', stage.link(), act);
      await stage.click('#go');
      await stage.opensVisit();
      assert.equal(stage.api.registrations[0]?.dataRef, 'order-9');
    },
  },
  {
    rule: 'Threadtie.open asks the server where the page has no link',
    async run(stage) {
      stage.server.config = { url: `${stage.site.origin}/m/1067?ref=SPRING1` };
      await stage.visit(`<button id="go" onclick="Threadtie.open('spring-sale')">Go</button>`);
      await stage.shows('typeof window.Threadtie', 'object');
      await stage.click('#go');
      await stage.opensVisit();
    },
  },
  {
    rule: 'logout() forgets the visit and the token, and nothing else of the tab',
    async run(stage) {
      await visit(stage, 'user-token="of-ada"');
      await stage.read(`sessionStorage.setItem('the-site', 'its own')`);
      await stage.click(LINK);
      await stage.shows('sessionStorage.length', 2);
      await stage.tab.closeOthers();
      await stage.read('Threadtie.logout()');
      assert.deepEqual(await stage.read('Object.keys(sessionStorage)'), ['the-site']);
      await stage.reaches('idle');
      await stage.click(LINK);
      const tokens = () => stage.api.registrations.map(({ userToken }) => userToken);
      await comes(tokens, ['of-ada', undefined], 'the tokens');
    },
  },
];

async function visit(stage: Stage, attributes = '', inside = stage.link(), after = ''): Promise<void> {
  await stage.visit(stage.element('button', `data-ref="order-55" ${attributes}`, inside) + after);
  await stage.reaches('idle');
}

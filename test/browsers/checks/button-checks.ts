import assert from 'node:assert/strict';
import { VISIT_REF_PATTERN } from '../../../shared/ref.ts';
import { comes, type Stage } from '../stage.ts';
import type { Check } from './check.ts';

const ACCEPTED = { status: 'accepted', code: null, message: null } as const;
const BUTTON = 'messenger-button';

/** What `<messenger-button>` does. */
export const BUTTON_CHECKS: readonly Check[] = [
  {
    rule: 'a click opens the link with a visit of its own and registers it',
    async run(stage) {
      await visit(stage);
      await stage.click(`${BUTTON} a`);
      await isRegistered(stage);
      assert.equal(stage.api.registrations[0]?.dataRef, 'order-55');
      assert.deepEqual(stage.api.registrations[0]?.landing?.utm, { utm_source: 'mail' });
      await stage.shows(`find('${BUTTON} a').href`, `${stage.site.origin}/m/1067?ref=SPRING1`);
    },
  },
  {
    rule: 'the Tab key reaches the link, the Enter key opens it',
    async run(stage) {
      await visit(stage);
      await stage.click('h1');
      await stage.tab.press('Tab');
      await stage.shows('document.activeElement.textContent', 'Message us');
      await stage.tab.press('Enter');
      await isRegistered(stage);
    },
  },
  {
    rule: 'the states waiting, arrived and linked come from the server and are said',
    async run(stage) {
      stage.api.identity = ACCEPTED;
      await visit(stage);
      await stage.click(`${BUTTON} a`);
      await stage.shows(`find('[role=status]').textContent`, 'Waiting for you in Messenger…');
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      await stage.tab.closeOthers();
      stage.api.say('arrived');
      await stage.shows(`find('[role=status]').textContent`, 'You’re in Messenger');
      stage.api.say('linked');
      await stage.shows(`find('[role=status]').textContent`, 'Messenger is connected');
      await stage.shows('heard', ['open', 'arrived', 'linked']);
    },
  },
  {
    rule: 'the link works where the script is blocked',
    async run(stage) {
      stage.site.headers = { 'content-security-policy': "script-src 'self'" };
      await stage.visit(button(stage));
      await stage.click(`${BUTTON} a`);
      await comes(() => stage.site.opened, ['/m/1067?ref=SPRING1'], 'what was opened');
      await stage.shows('document.title', 'Messenger');
    },
  },
  {
    rule: 'a button that comes later, in a shadow root too, works',
    async run(stage) {
      await stage.visit('<div id="host"></div>');
      await stage.read(`(() => {
        const template = document.createElement('template');
        template.innerHTML = ${JSON.stringify(button(stage))};
        document.getElementById('host').attachShadow({ mode: 'open' }).append(template.content);
      })()`);
      await stage.click(`${BUTTON} a`);
      await isRegistered(stage);
    },
  },
  {
    rule: 'two script tags do not fight',
    async run(stage) {
      const again = `<script type="module" src="${stage.api.origin}/widget.mjs"></script>`;
      await stage.visit(button(stage) + again);
      await stage.click(`${BUTTON} a`);
      await isRegistered(stage);
    },
  },
  {
    rule: 'a visit goes on after the page was left and come back to',
    async run(stage) {
      await visit(stage);
      await stage.click(`${BUTTON} a`);
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      await stage.tab.closeOthers();
      await stage.tab.open(`${stage.site.origin}/other`);
      await stage.tab.open(`${stage.site.origin}/p/7`);
      await stage.shows(`find('${BUTTON}').getAttribute('state')`, 'waiting');
    },
  },
];

const button = ({ link }: Stage) =>
  `<messenger-button entry="spring-sale" data-ref="order-55">${link()}</messenger-button>`;

async function visit(stage: Stage): Promise<void> {
  await stage.visit(button(stage));
  await stage.shows(`find('${BUTTON}').getAttribute('state')`, 'idle');
}

async function isRegistered({ api, site }: Stage): Promise<void> {
  await comes(() => api.registrations.length, 1, 'the number of registered visits');
  await comes(() => site.opened, [`/m/1067?ref=${api.registrations[0]?.ref}`], 'what was opened');
  assert.match(api.registrations[0]?.ref ?? '', VISIT_REF_PATTERN);
}

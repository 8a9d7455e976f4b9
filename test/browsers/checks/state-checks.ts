import assert from 'node:assert/strict';
import { comes } from '../comes.ts';
import { NotAvailable } from '../engines/not-available.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const ACCEPTED = { status: 'accepted', code: null, message: null } as const;
const LINE = `find('[role=status]').textContent`;
const FAILED = 'Messenger could not be connected to your account. Please try again, or tell us in the chat.';

/** What the server says of a visit, and what becomes of it while the visitor goes from page to page. */
export const STATE_CHECKS: readonly Check[] = [
  {
    rule: 'the states waiting, arrived and linked come from the server and are said',
    async run(stage) {
      await begin(stage);
      await stage.shows(LINE, 'Waiting for you in Messenger…');
      stage.api.say('arrived');
      await stage.shows(LINE, 'You’re in Messenger');
      stage.api.say('linked');
      await stage.shows(LINE, 'Messenger is connected');
      await stage.shows('heard', ['open', 'arrived', 'linked']);
      await stage.shows('sessionStorage.length', 0);
    },
  },
  {
    rule: 'a refused link is said, and the link stays',
    async run(stage) {
      await begin(stage);
      stage.api.say('refused');
      await stage.reaches('failed');
      await stage.shows(LINE, FAILED);
      await stage.click('messenger-button a');
      await comes(() => stage.api.registrations.length, 2, 'the number of registered visits');
    },
  },
  {
    rule: 'a stream that breaks is followed by another',
    async run(stage) {
      await begin(stage);
      stage.api.hangUp();
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      stage.api.say('linked');
      await stage.reaches('linked');
    },
  },
  {
    rule: 'where no stream gets through the server is asked',
    async run(stage) {
      stage.api.stream = 'refused';
      await visit(stage);
      await stage.click('messenger-button a');
      await comes(() => stage.api.requests.includes('GET /v1/refs/ref_1'), true, 'whether the server was asked');
      stage.api.say('linked');
      await stage.reaches('linked');
    },
  },
  {
    rule: 'a visit goes on after the page was loaded again, and after it was left and come back to',
    async run(stage) {
      await begin(stage);
      await stage.tab.open(`${stage.site.origin}/p/7`);
      await stage.shows(LINE, 'Waiting for you in Messenger…');
      await stage.tab.open(`${stage.site.origin}/elsewhere`);
      await stage.tab.open(`${stage.site.origin}/p/8`);
      await stage.reaches('waiting');
      assert.equal(stage.api.registrations.length, 1);
    },
  },
  {
    rule: 'a page that the browser kept and comes back to works on',
    async run(stage) {
      await visit(stage);
      await stage.read('window.isKept = true');
      await stage.tab.open(`${stage.site.origin}/elsewhere`);
      await stage.read('setTimeout(() => history.back()) && 0');
      await stage.shows('document.title', 'Shop');
      await stage.reaches('idle');
      const isKept = await stage.read('window.isKept === true');
      await stage.click('messenger-button a');
      await stage.opensVisit();
      if (!isKept) throw new NotAvailable('driven like this the browser keeps no page; loaded anew it works');
    },
  },
  {
    rule: 'a page that changes its address and its content itself keeps the visit, and the next has the new address',
    async run(stage) {
      await begin(stage);
      await stage.read(
        `(history.pushState(null, '', '/p/9?utm_source=app'), find('main').innerHTML = '<h1>Other</h1>')`,
      );
      await stage.read(`find('main').innerHTML = ${JSON.stringify(stage.element('button'))}`);
      await stage.reaches('waiting');
      await stage.click('messenger-button a');
      await comes(() => stage.api.registrations.length, 2, 'the number of registered visits');
      assert.deepEqual(stage.api.registrations[1]?.landing?.utm, { utm_source: 'app' });
    },
  },
];

async function visit(stage: Stage): Promise<void> {
  await stage.visit(stage.element('button'));
  await stage.reaches('idle');
}

/** Up to where the page listens to the server. */
async function begin(stage: Stage): Promise<void> {
  stage.api.identity = ACCEPTED;
  await visit(stage);
  await stage.click('messenger-button a');
  await comes(() => stage.api.streams.size, 1, 'the number of streams');
  await stage.reaches('waiting');
  await stage.tab.closeOthers();
}

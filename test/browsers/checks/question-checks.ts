import assert from 'node:assert/strict';
import type { VisitQuestion } from '../../../shared/visit.ts';
import { auditPage } from '../audit-page.ts';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';
import { strictly } from './strictly.ts';

/** Later than the end of any run: it is loaded once for all browsers. */
const EXPIRES_AT = new Date(Date.now() + 24 * 3_600_000).toISOString();
const MATCH: VisitQuestion = { kind: 'match', expiresAt: EXPIRES_AT, number: 42 };
const CONSENT: VisitQuestion = { kind: 'confirm-on-site', expiresAt: EXPIRES_AT, person: 'Eve <b>O.</b>' };
const LINE = `find('.status:has(.question)').textContent`;
const FAMILY = ['button', 'bubble', 'qr', 'checkbox', 'link-status'];
/** Waits for the colours of a fade to be those that stay. */
const AT_REST = `document.getAnimations().length === 0`;

/** What is asked before an account is connected, and how the visitor answers. */
export const QUESTION_CHECKS: readonly Check[] = [
  {
    rule: 'the number to choose in Messenger takes the place of the line below the element, and what comes of it that of the number',
    async run(stage) {
      await beginAsked(stage, MATCH);
      await stage.shows(LINE, 'Tap this number in Messenger:4242, 4 2');
      await auditPage(stage);
      stage.api.questions.clear();
      stage.api.say('linked');
      await stage.reaches('linked');
      await stage.shows(`find('.question')`, null);
    },
  },
  {
    rule: 'a person is named as text and answered for by the keyboard, and an answer that cannot be sent is said',
    async run(stage) {
      stage.server.blocked = /confirm$/;
      await beginAsked(stage, CONSENT);
      await stage.shows(`find('bdi').textContent`, 'Eve <b>O.</b>');
      await auditPage(stage);
      await stage.read(`find('messenger-button a').focus()`);
      await stage.tab.press('Tab');
      await stage.shows(`find('[part=answer]').matches(':focus-visible')`, true);
      await stage.tab.press('Enter');
      await stage.shows(`find('.failed-answer')?.textContent`, 'That did not work. Please try again.');
      stage.server.blocked = null;
      await stage.tab.press('Enter');
      await stage.shows(`find('.failed-answer')`, null);
      await comes(() => stage.api.requests.filter((one) => /POST.*confirm$/.test(one)).length, 1, 'the answers taken');
    },
  },
  {
    rule: 'every element asks, with nothing on the page but what a strict policy and Trusted Types allow',
    async run(stage) {
      stage.api.questions.set('spring-sale', MATCH);
      stage.site.before = remember('spring-sale');
      stage.site.headers = strictly(stage);
      await stage.visit(FAMILY.map((name) => stage.element(name, name === 'checkbox' ? 'sent' : '')).join(''));
      const asking = `[...document.querySelectorAll('main > *')].filter((it) => it.shadowRoot?.querySelector('.question strong')?.checkVisibility()).length`;
      await stage.shows(asking, FAMILY.length);
      await stage.shows('errors', []);
      assert.deepEqual(
        stage.site.violations.filter((blocked) => !blocked.endsWith('/favicon.ico')),
        [],
      );
    },
  },
  {
    rule: 'a bubble that is closed shows what is asked above its launcher, and cannot be made to hide it',
    async run(stage) {
      stage.api.questions.set('spring-sale', CONSENT);
      stage.site.before = remember('spring-sale');
      await stage.visit(stage.element('bubble', 'greeting="May we help?" greeting-delay="0"'));
      await isAbove(stage);
      await stage.tab.press('Escape');
      await isAbove(stage);
      await stage.shows(`!!find('.greeting').textContent.trim()`, false);
      await stage.shows(AT_REST, true);
      await auditPage(stage);
      await stage.click('.launcher');
      await stage.shows(`!!find('.screen path')`, true);
      await stage.tab.press('Escape');
      await isAbove(stage);
    },
  },
  {
    rule: 'a question is read from right to left where the page is',
    async run(stage) {
      stage.api.questions.set('spring-sale', CONSENT);
      stage.site.before = remember('spring-sale');
      await stage.visit(stage.element('button'), { html: 'lang="he" dir="rtl"' });
      await stage.shows(`find('.question')?.dir`, 'rtl');
      await stage.shows(`find('[part=answer]').textContent`, 'כן, לחבר');
      const edge = (place: string) => `find('${place}').getBoundingClientRect().right`;
      await stage.shows(`${edge('.status svg')} > ${edge('.question')}`, true);
    },
  },
];

/** Has the tab remember a visit of this entry point, whose id is its key. */
function remember(entry: string): string {
  const visit = JSON.stringify({ id: entry, watchSecret: 'secret', expiresAt: EXPIRES_AT });
  return `sessionStorage.setItem('threadtie:${entry}', ${JSON.stringify(visit)});`;
}

async function beginAsked(stage: Stage, question: VisitQuestion): Promise<void> {
  stage.api.questions.set('spring-sale', question);
  stage.site.before = `sessionStorage.length || ${remember('spring-sale')}`;
  await stage.visit(stage.element('button'));
  await stage.shows(`!!find('.question')`, true);
}

async function isAbove(stage: Stage): Promise<void> {
  const seen = `(({ bottom, left, right }) => [bottom <= find('.launcher').getBoundingClientRect().top, left >= 0, right <= innerWidth,
    getComputedStyle(find('.panel')).opacity])(find('.panel').getBoundingClientRect())`;
  await stage.shows(`find('[part=answer]')?.checkVisibility()`, true);
  await stage.shows(seen, [true, true, true, '1']);
}

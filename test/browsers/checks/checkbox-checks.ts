import assert from 'node:assert/strict';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const VALUE = `new FormData(document.forms[0]).get('messenger')`;
const IS_TICKED = `find('[part=box]')?.checked`;

/** What `<messenger-checkbox>` does in a form. */
export const CHECKBOX_CHECKS: readonly Check[] = [
  {
    rule: 'the checkbox is never ticked beforehand, and gives the form a value once the visitor ticks it',
    async run(stage) {
      await visit(stage, 'checked value="yes" prechecked="true"');
      assert.equal(await stage.read(VALUE), null);
      await stage.read(
        `addEventListener('change', ({ target }) => heard.push(target.localName + ' ' + target.checked))`,
      );
      await stage.click('[part=box]');
      await stage.shows(`/^u_[\\w-]{22}$/.test(${VALUE})`, true);
      await stage.tab.press('Space');
      await stage.shows(VALUE, null);
      await stage.shows('heard', ['messenger-checkbox true', 'messenger-checkbox false']);
    },
  },
  {
    rule: 'its words tick the checkbox, the Tab key reaches it, the Space key ticks it',
    async run(stage) {
      await visit(stage);
      await stage.click('[part=label]');
      await stage.shows(IS_TICKED, true);
      await stage.click('input[name=mail]');
      await stage.tab.press('Tab');
      await stage.shows(`find('[part=box]').matches(':focus')`, true);
      await stage.tab.press('Space');
      await stage.shows(IS_TICKED, false);
    },
  },
  {
    rule: 'the checkbox belongs to its form: listed, reset, disabled with its fieldset, and never in the way of sending',
    async run(stage) {
      await visit(stage, 'required');
      await stage.shows(`document.forms[0].elements.messenger === find('messenger-checkbox')`, true);
      await stage.shows('document.forms[0].checkValidity()', true);
      await stage.click('[part=box]');
      await stage.click('[type=reset]');
      await stage.shows(VALUE, null);
      await stage.shows(IS_TICKED, false);
      await stage.read(`find('fieldset').disabled = true`);
      await stage.shows(`find('[part=box]').disabled`, true);
    },
  },
  {
    rule: 'no tick of the checkbox outlives its page',
    async run(stage) {
      await visit(stage);
      await stage.click('[part=box]');
      const value = await stage.read(VALUE);
      await stage.read('setTimeout(() => location.reload()) && void (window.isOld = true)');
      await stage.shows(`!window.isOld && ${IS_TICKED}`, false);
      await stage.shows(VALUE, null);
      await stage.click('[part=box]');
      assert.notEqual(await stage.read(VALUE), value);
    },
  },
  {
    rule: 'the checkbox becomes the way on after a form was sent by a page that stays',
    async run(stage) {
      await visit(stage);
      await stage.click('[part=box]');
      await stage.click('button:not([type])');
      await stage.click('messenger-checkbox a');
      await stage.opensVisit();
      await stage.shows(`find('[part=box]')`, null);
    },
  },
  {
    rule: 'a form that leaves the page carries the value, and the way on opens beside it',
    async run(stage) {
      stage.site.before = 'window.isLeft = true;';
      await visit(stage);
      await stage.click('[part=box]');
      await stage.click('button:not([type])');
      await comes(
        () => stage.site.sent.map((url) => /messenger=u_[\w-]{22}$/.test(url)),
        [true],
        'the forms that were sent',
      );
      await stage.opensVisit();
    },
  },
  {
    rule: 'nothing comes of a form sent without the tick, and a page that sends by script says so by confirm()',
    async run(stage) {
      await visit(stage);
      await stage.click('button:not([type])');
      await stage.shows(`find('messenger-checkbox').hasAttribute('sent')`, false);
      await stage.click('[part=box]');
      await stage.read(`find('messenger-checkbox').confirm()`);
      await stage.click('messenger-checkbox a');
      await stage.opensVisit();
    },
  },
];

async function visit(stage: Stage, attributes = ''): Promise<void> {
  const box = stage.element('checkbox', `name="messenger" ${attributes}`);
  const buttons = '<button>Send</button> <button type="reset">Clear</button>';
  await stage.visit(
    `<form action="/sent"><fieldset><label>Mail <input name="mail"></label>${box}${buttons}</fieldset></form>`,
  );
  await stage.shows(IS_TICKED, false);
}

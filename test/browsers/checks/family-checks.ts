import assert from 'node:assert/strict';
import { drawCode } from '../../../widget/qr/draw-code.ts';
import { comes, type Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LONGEST_REF = `SPRING1${'_'.repeat(23)}`;
const VALUE = `new FormData(document.forms[0]).get('messenger')`;

/** What the other elements do. */
export const FAMILY_CHECKS: readonly Check[] = [
  {
    rule: 'the bubble opens a panel with link and code, Escape closes it and gives the focus back',
    async run(stage) {
      await stage.visit(bubble(stage));
      await stage.click('.launcher');
      await stage.shows(`find('messenger-bubble a') === document.activeElement`, true);
      await stage.shows(`find('.launcher').getAttribute('aria-expanded')`, 'true');
      await stage.shows(`!!find('.screen path')`, true);
      await stage.tab.press('Escape');
      await stage.shows(`find('.launcher').getAttribute('aria-expanded')`, 'false');
      await stage.shows(`find('.launcher').matches(':focus')`, true);
    },
  },
  {
    rule: 'the bubble stands at the end of the line, on the left of a page that runs from right to left',
    async run(stage) {
      const edges = `(({ left, right }) => [left, innerWidth - right])(find('.launcher').getBoundingClientRect())`;
      await stage.visit(bubble(stage), 'lang="he" dir="rtl"');
      await stage.shows(`!!find('.launcher')`, true);
      assert.equal((await stage.read<number[]>(edges))[0], 20);
      await stage.visit(bubble(stage));
      await stage.shows(`!!find('.launcher')`, true);
      assert.ok(((await stage.read<number[]>(edges))[1] ?? 0) < 40);
    },
  },
  {
    rule: 'the QR code is drawn for a visit that is registered once it is seen',
    async run(stage) {
      const { api, site } = stage;
      await stage.visit(`<messenger-qr entry="spring-sale">${stage.link()}</messenger-qr>`);
      await comes(() => api.registrations.length, 1, 'the number of registered visits');
      const at = (ref: string) => `${site.origin}/m/1067?ref=${ref}`;
      const code = drawCode(at(api.registrations[0]?.ref ?? ''), { hasLogo: false, longest: at(LONGEST_REF) });
      await stage.shows(`find('.screen path').getAttribute('d')`, code?.path);
    },
  },
  {
    rule: 'the checkbox is never ticked beforehand, and gives the form a value once the visitor ticks it',
    async run(stage) {
      await stage.visit(form(stage, 'checked value="yes"'));
      await stage.shows(`find('[part=box]')?.checked`, false);
      assert.equal(await stage.read(VALUE), null);
      await stage.click('[part=box]');
      await stage.shows(`/^u_[\\w-]{22}$/.test(${VALUE})`, true);
      await stage.tab.press('Space');
      await stage.shows(VALUE, null);
      await stage.tab.press('Space');
      await stage.click('[type=reset]');
      await stage.shows(VALUE, null);
    },
  },
  {
    rule: 'the checkbox becomes the way on after the form was sent',
    async run(stage) {
      await stage.visit(form(stage));
      await stage.click('[part=box]');
      await stage.click('button:not([type])');
      await stage.click('messenger-checkbox a');
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
      await comes(() => stage.site.opened, [`/m/1067?ref=${stage.api.registrations[0]?.ref}`], 'what was opened');
    },
  },
  {
    rule: 'the link status names the account and ends the link',
    async run(stage) {
      const attributes = 'connected-as="Ada &lt;b&gt; L." disconnect-url="/end"';
      await stage.visit(
        `<messenger-link-status entry="spring-sale" ${attributes}>${stage.link()}</messenger-link-status>`,
      );
      const text = `find('messenger-link-status').shadowRoot.textContent`;
      await stage.shows(`!!find('messenger-link-status')?.shadowRoot`, true);
      await stage.shows(`${text}.includes('Connected as Ada <b> L.')`, true);
      await stage.click('[part=disconnect]');
      await stage.shows(`${text}.includes('Not connected to Messenger')`, true);
      await stage.shows('heard', ['unlinked']);
    },
  },
];

const bubble = ({ link }: Stage) =>
  `<messenger-bubble entry="spring-sale" data-ref="order-55">${link()}</messenger-bubble>`;

const form = ({ link }: Stage, attributes = '') =>
  `<form><messenger-checkbox entry="spring-sale" name="messenger" ${attributes}>${link()}</messenger-checkbox>
    <button>Send</button> <button type="reset">Clear</button></form>`;

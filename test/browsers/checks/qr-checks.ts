import assert from 'node:assert/strict';
import { drawCode } from '../../../widget/qr/draw-code.ts';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const LONGEST_REF = `SPRING1${'_'.repeat(23)}`;
const LOGO = `<img slot="logo" alt="" src="data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20" fill="red"/></svg>',
)}">`;
/** Takes files where the browser would put them into a folder, which is not for every driver to tell. */
const TAKE_FILES = `window.saved = {};
const { click } = HTMLAnchorElement.prototype;
HTMLAnchorElement.prototype.click = function () {
  if (!this.download) return click.call(this);
  fetch(this.href).then((file) => file.arrayBuffer()).then((bytes) =>
    (saved[this.download] = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')));
};`;

/** What `<messenger-qr>` does. */
export const QR_CHECKS: readonly Check[] = [
  {
    rule: 'the QR code is drawn for a visit that is registered once it is seen, and the paper’s for the campaign',
    async run(stage) {
      await stage.visit(stage.element('qr'));
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
      await stage.shows(`find('.screen path').getAttribute('d')`, codeOf(stage, stage.api.registrations[0]?.ref ?? ''));
      await stage.shows(`find('.paper path').getAttribute('d')`, codeOf(stage, 'SPRING1'));
      await stage.shows(`find('[role=img]').getAttribute('aria-label')`, 'QR code that opens our chat in Messenger');
      await stage.shows('sessionStorage.length', 0);
    },
  },
  {
    rule: 'a code below the edge of the window registers nothing until it is scrolled to',
    async run(stage) {
      await stage.visit(`<p style="height: 300vh">Far</p>${stage.element('qr')}`);
      await stage.shows(`!!find('.screen path')`, true);
      await stage.shows(`find('messenger-qr').getAttribute('state')`, 'idle');
      assert.deepEqual(stage.api.registrations, []);
      await stage.read(`find('messenger-qr').scrollIntoView()`);
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
    },
  },
  {
    rule: 'the link below the code opens the visit that the code carries',
    async run(stage) {
      await stage.visit(stage.element('qr'));
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
      await stage.click('messenger-qr a');
      await stage.opensVisit();
      await stage.reaches('waiting', 'qr');
    },
  },
  {
    rule: 'the campaign’s code is saved as SVG, and as PNG of sharp squares',
    async run(stage) {
      stage.site.before = TAKE_FILES;
      await stage.visit(stage.element('qr', 'download'));
      await stage.shows(`find('[part=save]').textContent`, 'Save image (SVG)');
      await stage.click('[part=save]');
      await stage.shows(
        `saved['spring-sale.svg']?.includes(${JSON.stringify(`<path d="${codeOf(stage, 'SPRING1')}"/>`)})`,
        true,
      );
      await stage.click('[part=save] ~ [part=save]');
      await stage.shows(`saved['spring-sale.png']?.slice(1, 4)`, 'PNG');
      const bytes = Buffer.from(await stage.read<string>(`saved['spring-sale.png']`), 'latin1');
      assert.equal(bytes.readUInt32BE(16) % 24, 0);
      assert.equal(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
    },
  },
  {
    rule: 'a logo stands in the middle of the code and goes into the file',
    async run(stage) {
      stage.site.before = TAKE_FILES;
      await stage.visit(stage.element('qr', 'download', LOGO + stage.link()));
      await stage.shows(`find('.paper path')?.getAttribute('d')`, codeOf(stage, 'SPRING1', true));
      const middle = (of: string) => `(({ x, width }) => x + width / 2)(find('${of}').getBoundingClientRect())`;
      await stage.shows(`Math.abs(${middle('.code')} - ${middle('messenger-qr img')}) < 1`, true);
      await stage.click('[part=save]');
      await stage.shows(`saved['spring-sale.svg']?.includes('<image href="data:image/png')`, true);
    },
  },
];

function codeOf({ site }: Stage, ref: string, hasLogo = false): string | undefined {
  const at = (of: string) => `${site.origin}/m/1067?ref=${of}`;
  return drawCode(at(ref), { hasLogo, longest: at(LONGEST_REF) })?.path;
}

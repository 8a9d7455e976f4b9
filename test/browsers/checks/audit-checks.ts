import { auditPage } from '../audit-page.ts';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const WAYS = ['light', 'dark'].flatMap((scheme) => [
  { scheme, lang: 'en', dir: 'ltr' },
  { scheme, lang: 'ar', dir: 'rtl' },
]);
const EVERYTHING_STANDS = `['.launcher', '[part=box]', '.screen path', '[part=account]', '.greeting'].every((part) => find(part)) &&
  !!find('.greeting').textContent.trim()`;

/** What axe objects to, run inside the browser: nothing. */
export const AUDIT_CHECKS: readonly Check[] = [
  ...WAYS.map(({ scheme, lang, dir }) => ({
    rule: `axe objects to nothing in any element, idle, with an open panel and in each state: ${scheme}, ${dir}`,
    async run(stage: Stage) {
      stage.api.identity = { status: 'accepted', code: null, message: null };
      const head = `<style>html { color-scheme: ${scheme}; background: Canvas; color: CanvasText; }</style>`;
      await stage.visit(everything(stage), { html: `lang="${lang}" dir="${dir}"`, head });
      await stage.shows(EVERYTHING_STANDS, true);
      await auditPage(stage);
      await stage.click('.launcher');
      await stage.shows(`getComputedStyle(find('[role=dialog]')).opacity`, '1');
      await auditPage(stage);
      await stage.tab.press('Escape');
      await stage.click('messenger-button a');
      await stage.reaches('waiting');
      await stage.tab.closeOthers();
      await auditPage(stage);
      await comes(() => stage.api.streams.size > 0, true, 'whether the server is listened to');
      for (const [said, shown] of [
        ['arrived', 'arrived'],
        ['linked', 'linked'],
      ] as const) {
        stage.api.say(said);
        await stage.reaches(shown);
        await auditPage(stage);
      }
    },
  })),
  {
    rule: 'axe objects to nothing in a link that was refused, and in a checkbox whose form was sent',
    async run(stage) {
      stage.api.identity = { status: 'accepted', code: null, message: null };
      const form = `<form>${stage.element('checkbox', 'entry="form" name="messenger"')}<button>Send</button></form>`;
      await stage.visit(stage.element('button') + form);
      await stage.click('[part=box]');
      await stage.click('form > button');
      await stage.shows(`find('messenger-checkbox a').checkVisibility()`, true);
      await stage.click('messenger-button a');
      await comes(() => stage.api.streams.size > 0, true, 'whether the server is listened to');
      await stage.tab.closeOthers();
      stage.api.say('refused');
      await stage.reaches('failed');
      await auditPage(stage);
    },
  },
  {
    rule: 'every control is at least 44 pixels high',
    async run(stage) {
      await stage.visit(everything(stage));
      await stage.shows(EVERYTHING_STANDS, true);
      await stage.click('.launcher');
      await stage.shows(`getComputedStyle(find('[role=dialog]')).opacity`, '1');
      const small = `[...document.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot?.querySelectorAll('*') ?? [])])
        .filter((it) => it.matches('messenger-button a, messenger-bubble a, .launcher, [part=disconnect], [part=save], label'))
        .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 44).map((it) => it.outerHTML)`;
      await stage.shows(small, []);
    },
  },
];

function everything(stage: Stage): string {
  return [
    stage.element('button'),
    stage.element('button', 'color="white" size="large" entry="white"', stage.link('Write to us')),
    stage.element('qr', 'download entry="code"', stage.link('Open Messenger')),
    `<form>${stage.element('checkbox', 'name="messenger" entry="form"', stage.link('Go on'))}</form>`,
    stage.element('link-status', 'connected-as="Ada L." disconnect-url="/end" entry="status"', stage.link('Connect')),
    stage.element('bubble', 'greeting="May we help?" greeting-delay="0" entry="corner"', stage.link('Chat with us')),
  ].join('');
}

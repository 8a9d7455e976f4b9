import { auditPage } from '../audit-page.ts';
import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';
import { strictly } from './strictly.ts';

const SIGNED_IN = 'chat-code user-token="token"';
const OFFER = '[part=chat-code-offer]';
const COPY = '[part=chat-code-copy]';
const SHOWN = `find('.signs')?.textContent`;
/** Notes what is copied, or refuses to copy: what the system's clipboard allows differs from driver to driver. */
const NOTES = `Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });`;
const REFUSES = `Object.defineProperty(navigator, 'clipboard', { value: undefined });`;

/** The code that whoever is signed in types in the chat. */
export const CHAT_CODE_CHECKS: readonly Check[] = [
  {
    rule: 'a code for the chat is offered to whoever is signed in, shown, read sign by sign, and copied',
    async run(stage) {
      stage.site.before = NOTES;
      await ask(stage);
      await stage.shows(`find('.signs').getAttribute('aria-label')`, 'C D F G - H J K M');
      await auditPage(stage);
      await stage.click(COPY);
      await stage.shows('window.copied', 'CDFG-HJKM');
      await stage.shows(`find('${COPY}').textContent`, '✓ Copy');
    },
  },
  {
    rule: 'where copying is not allowed the code is marked, in the shadow of two elements, to be copied by hand',
    async run(stage) {
      stage.site.before = REFUSES;
      await ask(stage);
      await stage.click(COPY);
      await stage.shows('String(getSelection())', 'CDFG-HJKM');
      await stage.shows(`find('${COPY}').textContent`, 'Copy');
    },
  },
  {
    rule: 'a code for the chat is carried by the link as well, keeps a strict policy and Trusted Types, and goes with the log-out',
    async run(stage) {
      stage.site.headers = strictly(stage);
      await ask(stage);
      await stage.shows('errors', []);
      await comes(
        () => stage.site.violations.filter((blocked) => !blocked.endsWith('/favicon.ico')),
        [],
        'what the policy refused',
      );
      await stage.click('messenger-link-status a');
      await comes(() => stage.site.opened, ['/m/1067?ref=SPRING1_CDFGHJKM'], 'what was opened');
      await stage.tab.closeOthers();
      await stage.read('(Threadtie.logout(), 0)');
      await stage.shows(`!!find('.signs')`, false);
    },
  },
  {
    rule: 'that no code can be had is said, and the offer stays; who is not signed in is offered none',
    async run(stage) {
      stage.server.blocked = /link-codes/;
      await stage.visit(stage.element('link-status', SIGNED_IN) + stage.element('qr', 'chat-code entry="nobody"'));
      await stage.shows(`find('${OFFER}')?.checkVisibility()`, true);
      await stage.click(OFFER);
      await stage.shows(`find('.problem')?.textContent`, 'That did not work. Please try again later.');
      await stage.shows(`find('${OFFER}').checkVisibility()`, true);
      await stage.shows(
        `find('messenger-qr').shadowRoot.querySelector('messenger-chat-code')?.checkVisibility() ?? false`,
        false,
      );
      await auditPage(stage);
    },
  },
  {
    rule: 'a code for the chat is offered and explained in Arabic, from right to left; its signs stay as they are',
    async run(stage) {
      await stage.visit(stage.element('link-status', SIGNED_IN), { html: 'lang="ar" dir="rtl"' });
      await stage.shows(`find('${OFFER}')?.textContent.trim()`, 'استخدام رمز بدلاً من ذلك');
      await stage.click(OFFER);
      await stage.shows(SHOWN, 'CDFG-HJKM');
      await stage.shows(`getComputedStyle(find('.signs')).direction`, 'ltr');
      const left = (place: string) => `find('${place}').getBoundingClientRect().left`;
      await stage.shows(`${left('.signs')} > ${left(COPY)}`, true);
    },
  },
];

async function ask(stage: Stage): Promise<void> {
  await stage.visit(stage.element('link-status', SIGNED_IN));
  await stage.shows(`find('${OFFER}')?.checkVisibility()`, true);
  await stage.click(OFFER);
  await stage.shows(SHOWN, 'CDFG-HJKM');
}

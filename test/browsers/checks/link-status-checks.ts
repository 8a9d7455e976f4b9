import { comes } from '../comes.ts';
import type { Stage } from '../stage.ts';
import type { Check } from './check.ts';

const TEXT = `find('messenger-link-status').shadowRoot.textContent`;

/** What `<messenger-link-status>` does. */
export const LINK_STATUS_CHECKS: readonly Check[] = [
  {
    rule: 'the link status names the account as text and ends the link, and the focus stays within',
    async run(stage) {
      await visit(stage, 'connected-as="Ada &lt;b&gt; L." disconnect-url="/end"');
      await stage.shows(`${TEXT}.includes('Connected as Ada <b> L.')`, true);
      await stage.click('[part=disconnect]');
      await stage.shows(`${TEXT}.includes('Not connected to Messenger')`, true);
      await stage.shows('heard', ['unlinked']);
      await stage.shows(`find('messenger-link-status a').matches(':focus')`, true);
    },
  },
  {
    rule: 'the link status stays connected where the site does not end the link, and says so',
    async run(stage) {
      stage.site.token = { status: 500, text: '' };
      await visit(stage, 'connected-as="Ada L." disconnect-url="/token"');
      await stage.click('[part=disconnect]');
      await stage.shows(`${TEXT}.includes('That did not work')`, true);
      await stage.shows(`${TEXT}.includes('Connected as Ada L.')`, true);
      await stage.shows('heard', ['error disconnect_failed']);
    },
  },
  {
    rule: 'the link status connects, and then offers to connect another account',
    async run(stage) {
      stage.api.identity = { status: 'accepted', code: null, message: null };
      await visit(stage, 'disconnect-url="/end"');
      await stage.shows(`find('[part=disconnect]')`, null);
      await stage.click('messenger-link-status a');
      await comes(() => stage.api.streams.size, 1, 'the number of streams');
      stage.api.say('linked');
      await stage.shows(`find('messenger-link-status a').textContent`, 'Connect another account');
      await stage.shows(`find('[part=disconnect]').checkVisibility()`, true);
    },
  },
];

async function visit(stage: Stage, attributes: string): Promise<void> {
  await stage.visit(stage.element('link-status', attributes));
  await stage.shows(`!!find('messenger-link-status')?.shadowRoot`, true);
}

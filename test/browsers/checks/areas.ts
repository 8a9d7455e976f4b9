import { AUDIT_CHECKS } from './audit-checks.ts';
import { BUBBLE_CHECKS } from './bubble-checks.ts';
import type { Check } from './check.ts';
import { CHAT_CODE_CHECKS } from './chat-code-checks.ts';
import { CHECKBOX_CHECKS } from './checkbox-checks.ts';
import { CLICK_CHECKS } from './click-checks.ts';
import { HOSTILE_CHECKS } from './hostile-checks.ts';
import { LANGUAGE_CHECKS } from './language-checks.ts';
import { LINE_CHECKS } from './line-checks.ts';
import { LINK_STATUS_CHECKS } from './link-status-checks.ts';
import { LOOK_CHECKS } from './look-checks.ts';
import { OLD_CALL_CHECKS } from './old-call-checks.ts';
import { OWN_PAGE_CHECKS } from './own-page-checks.ts';
import { PAGE_CHECKS } from './page-checks.ts';
import { PLACE_CHECKS } from './place-checks.ts';
import { PLUGIN_CHECKS } from './plugin-checks.ts';
import { QR_CHECKS } from './qr-checks.ts';
import { QUESTION_CHECKS } from './question-checks.ts';
import { STAGE_CHECKS } from './stage-checks.ts';
import { STATE_CHECKS } from './state-checks.ts';
import { TAKEOVER_CHECKS } from './takeover-checks.ts';

/** Rules that belong together. */
export interface Area {
  readonly name: string;
  readonly checks: readonly Check[];
}

/** Every rule, by what it is about, in the order in which they are tried. */
export const AREAS: readonly Area[] = [
  { name: 'click', checks: CLICK_CHECKS },
  { name: 'states', checks: STATE_CHECKS },
  { name: 'no script, no server, no network', checks: LINE_CHECKS },
  { name: 'place', checks: PLACE_CHECKS },
  { name: 'page and policy', checks: PAGE_CHECKS },
  { name: 'hostile pages', checks: HOSTILE_CHECKS },
  { name: 'look', checks: LOOK_CHECKS },
  { name: 'bubble', checks: BUBBLE_CHECKS },
  { name: 'QR code', checks: QR_CHECKS },
  { name: 'checkbox', checks: CHECKBOX_CHECKS },
  { name: 'link status', checks: LINK_STATUS_CHECKS },
  { name: 'questions', checks: QUESTION_CHECKS },
  { name: 'chat code', checks: CHAT_CODE_CHECKS },
  { name: 'languages', checks: LANGUAGE_CHECKS },
  { name: 'stages', checks: STAGE_CHECKS },
  { name: "Meta's plugins", checks: PLUGIN_CHECKS },
  { name: "Meta's old markup", checks: TAKEOVER_CHECKS },
  { name: "Meta's old calls", checks: OLD_CALL_CHECKS },
  { name: 'accessibility', checks: AUDIT_CHECKS },
  { name: 'own pages', checks: OWN_PAGE_CHECKS },
];

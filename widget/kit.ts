import { css, html, LitElement, nothing } from 'lit';
import { apiUrl } from './configure.ts';
import { EntryElement } from './elements/entry-element.ts';
import { liveEntries } from './elements/live-entries.ts';
import { loadPart } from './elements/load-part.ts';
import { messengerButtonStyles } from './elements/messenger-button-styles.ts';
import { showStatus } from './elements/show-status.ts';

/** What the entry lends to a part that is loaded later, so that no part carries a second copy of it. */
export const kit = {
  LitElement,
  html,
  css,
  nothing,
  EntryElement,
  apiUrl,
  loadPart,
  liveEntries,
  messengerButtonStyles,
  showStatus,
};

/** What a part is handed when it is loaded: see `kit`. */
export type Kit = typeof kit;

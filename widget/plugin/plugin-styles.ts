import type { Kit } from '../kit.ts';

/** The look of an element that shows Meta's plugin: the link steps back to a plain one, and never goes away. */
export const pluginStyles = ({ css }: Pick<Kit, 'css'>) => css`
  :host([plugin-state='loading']) ::slotted(a) {
    cursor: progress;
  }
  :host([plugin-state='shown']) [part='glyph'] {
    display: none;
  }
  :host([plugin-state='shown']) ::slotted(a) {
    width: fit-content;
    padding: 9px 0 !important;
    background: none !important;
    box-shadow: none;
    color: var(--messenger-link, light-dark(#2b5fd9, #8db1ff)) !important;
    text-decoration: underline !important;
  }
`;

import type { Kit } from '../kit.ts';

/** The look: a plain box with its words; the link only once the form was sent. */
export const checkboxStyles = ({ css }: Pick<Kit, 'css'>) => css`
  :host {
    display: block;
    font: var(--messenger-font-size, 16px) / 1.5 var(--messenger-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  label {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    box-sizing: border-box;
    min-height: 44px;
    padding: 10px 0;
    cursor: pointer;
  }
  input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 2px;
    accent-color: var(--messenger-accent, #2b5fd9);
    cursor: inherit;
  }
  input:focus-visible {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff));
    outline-offset: 2px;
  }
  :host(:not([sent])) ::slotted(a) {
    display: none !important;
  }
  ::slotted(a) {
    display: inline-block !important;
    box-sizing: border-box;
    min-height: var(--messenger-height, 44px) !important;
    padding: var(--messenger-padding, 9px) 20px !important;
    border: 1px solid var(--messenger-border, transparent);
    border-radius: var(--messenger-radius, 8px);
    background: var(--messenger-accent, #2b5fd9) !important;
    color: var(--messenger-on-accent, #fff) !important;
    font: inherit;
    font-weight: 600;
    text-decoration: none !important;
  }
  ::slotted(a:focus-visible) {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff));
    outline-offset: 2px;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;

import { css } from 'lit';

/**
 * The look. What keeps the label readable and the button whole is !important, because a page's own rules for links and its
 * resets (`* { padding: 0 }`, `* { all: unset }`) would otherwise win over ::slotted; custom properties are the way to restyle.
 */
export const messengerButtonStyles = css`
  :host {
    display: inline-block;
    vertical-align: top;
    font: var(--messenger-font-size, 16px) / 1.5 var(--messenger-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none !important;
  }
  .control {
    display: inline-block;
    position: relative;
    width: var(--messenger-width, auto);
    color: var(--messenger-on-accent, #fff);
  }
  ::slotted(a) {
    display: block !important;
    box-sizing: border-box !important;
    min-height: var(--messenger-height, 44px) !important;
    padding: var(--messenger-padding, 9px) 20px !important;
    padding-inline-start: 46px !important;
    border: 1px solid var(--messenger-border, transparent);
    border-radius: var(--messenger-radius, 8px);
    background: var(--messenger-accent, #2b5fd9) !important;
    color: inherit !important;
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none !important;
  }
  :host([size='large']) {
    --messenger-padding: 13px;
  }
  :host([size='xlarge']) {
    --messenger-padding: 17px;
  }
  :host([color='white']) {
    --messenger-accent: #fff;
    --messenger-on-accent: #2b5fd9;
    --messenger-border: currentColor;
  }
  ::slotted(a:hover) {
    box-shadow: inset 0 0 0 99px #0000001f;
  }
  :focus-visible,
  ::slotted(a:focus-visible) {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff)) !important;
    outline-offset: 2px;
  }
  svg {
    position: absolute;
    inset-inline-start: 17px;
    width: 20px;
    height: 100%;
    pointer-events: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

import type { Kit } from '../kit.ts';

/** The look. */
export const qrStyles = (kit: Pick<Kit, 'css'>) => [codeStyles(kit), aroundStyles(kit)];

/** The code is black on white in every theme: many scanners cannot read the opposite. */
const codeStyles = ({ css }: Pick<Kit, 'css'>) => css`
  :host {
    display: inline-block;
    vertical-align: top;
    width: var(--messenger-qr-size, 192px);
    max-width: 100%;
    font: var(--messenger-font-size, 14px) / 20px var(--messenger-font, system-ui, sans-serif);
    text-align: center;
  }
  :host([hidden]) {
    display: none;
  }
  .code {
    position: relative;
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: var(--messenger-radius, 8px);
    background: #fff;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  .code > svg {
    display: block;
    width: 100%;
    fill: #000;
  }
  .code > .paper {
    display: none;
  }
  .logo {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
  }
  ::slotted([slot='logo']) {
    max-width: var(--hole) !important;
    max-height: var(--hole) !important;
  }
`;

/**
 * The hint is two lines high: in most languages it takes them, and in all of them what follows knows its place. Until its part
 * is there the offer of a code for the chat keeps its room.
 */
const aroundStyles = ({ css }: Pick<Kit, 'css'>) => css`
  p {
    display: grid;
    place-content: center;
    min-height: 40px;
    margin: 4px 0 0;
    text-wrap: balance;
  }
  button,
  ::slotted(a) {
    display: inline-block;
    box-sizing: border-box;
    min-width: 44px;
    min-height: 44px;
    padding: 11px 8px;
    border: 1px solid transparent;
    background: none;
    color: var(--messenger-link, light-dark(#2b5fd9, #8db1ff));
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:focus-visible,
  ::slotted(a:focus-visible) {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff));
    outline-offset: -3px;
    border-radius: 8px;
  }
  /* Nobody scans the screen in their hand. */
  @media (pointer: coarse) and (max-width: 480px) {
    .code,
    p {
      display: none;
    }
  }
  messenger-chat-code:not(:defined) {
    display: block;
    height: 52px;
  }
  @media print {
    .code,
    .code > .paper {
      display: block;
    }
    p {
      display: grid;
    }
    .code > .screen,
    button,
    .status {
      display: none;
    }
  }
`;

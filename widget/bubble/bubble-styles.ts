import type { Kit } from '../kit.ts';

/** What the button's styles leave to say of the look. */
export const bubbleStyles = (kit: Pick<Kit, 'css'>) => [place(kit), cards(kit), launcher(kit)];

/** The lower corner at the end of the line. */
const place = ({ css }: Pick<Kit, 'css'>) => css`
  :host {
    --messenger-width: 100%;
    --inline: var(--messenger-offset-inline, 20px);
    display: flex;
    flex-direction: column;
    align-items: end;
    gap: 12px;
    position: fixed !important;
    inset-block-end: calc(var(--messenger-offset-block, 20px) + env(safe-area-inset-bottom, 0px));
    inset-inline-end: var(--inline);
    z-index: var(--messenger-layer, 1000);
    max-width: calc(100% - 2 * var(--inline));
    pointer-events: none;
  }
  :host([position='start']) {
    inset-inline: var(--inline) auto;
    align-items: start;
  }
  section {
    display: contents;
  }
`;

/** A greeting or a panel above the launcher. */
const cards = ({ css }: Pick<Kit, 'css'>) => css`
  .card,
  .launcher {
    box-sizing: border-box;
    border: 1px solid transparent;
    pointer-events: auto;
    box-shadow: 0 4px 16px #0003;
  }
  .card {
    max-width: 100%;
    border-radius: 12px;
    background: light-dark(#fff, #22262c);
    color: light-dark(#1b1e23, #f2f4f6);
  }
  .greeting {
    display: flex;
    padding-inline-start: 16px;
  }
  .panel {
    width: 280px;
    max-height: calc(100vh - 140px);
    overflow: auto;
    padding: 16px;
    text-align: center;
  }
  [hidden] {
    display: none;
  }
  .aside > * {
    opacity: 0;
    pointer-events: none;
  }
  p {
    max-width: 240px;
    margin: 10px 0;
    overflow-wrap: anywhere;
  }
  .launcher .control {
    position: static;
  }
  messenger-qr {
    margin-top: 16px;
  }
  messenger-qr a {
    display: none;
  }
`;

/** The round launcher. */
const launcher = ({ css }: Pick<Kit, 'css'>) => css`
  button {
    width: 44px;
    height: 44px;
    padding: 12px;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  button svg,
  .launcher svg {
    display: block;
    position: static;
    width: 100%;
  }
  .launcher {
    position: relative;
    width: 56px;
    height: 56px;
    padding: 14px;
    border-radius: 50%;
    background: var(--messenger-accent, #2b5fd9);
    color: var(--messenger-on-accent, #fff);
  }
  .launcher ::slotted(a) {
    position: absolute;
    inset: -1px;
    padding: 0 !important;
    overflow: hidden;
    border-radius: 50%;
    background: none !important;
    font-size: 0;
  }
  button:focus-visible {
    outline: 3px solid light-dark(#2b5fd9, #8db1ff);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .card,
    .launcher {
      transition: opacity 0.15s;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;

import type { Kit } from '../kit.ts';

/** What the button's styles leave to say of the look. */
export const bubbleStyles = (kit: Pick<Kit, 'css'>) => [place(kit), cards(kit), launcher(kit)];

/**
 * The lower corner at the end of the line. The element is a strip that keeps its size whatever comes and goes above it, and its
 * place whatever a page's style sheet says of every element; the custom properties move it.
 */
const place = ({ css }: Pick<Kit, 'css'>) => css`
  :host {
    --messenger-width: 100%;
    display: flex;
    position: fixed !important;
    inset: auto var(--messenger-offset-inline, 20px) calc(var(--messenger-offset-block, 20px) + env(safe-area-inset-bottom)) !important;
    place-self: auto !important;
    z-index: var(--messenger-layer, 1000) !important;
    width: auto !important;
    max-width: none !important;
    height: 56px !important;
    margin: 0 !important;
    pointer-events: none !important;
  }
  .card,
  .launcher {
    box-sizing: border-box;
    position: absolute;
    bottom: 0;
    inset-inline: auto 0;
    border: 1px solid transparent;
    pointer-events: auto;
    box-shadow: 0 4px 16px #0003;
  }
  :host([position='start']) section > * {
    inset-inline: 0 auto;
  }
`;

/**
 * A greeting or a panel above the launcher. Their lines are known to screen readers before they say anything; a panel that is
 * not open is not seen, and one that opens keeps room for the code:
 * see `createBubbleAttendant`.
 */
const cards = ({ css }: Pick<Kit, 'css'>) => css`
  .card {
    bottom: 68px;
    max-width: 100%;
    border-radius: var(--messenger-surface-radius, 12px);
    background: var(--messenger-surface, light-dark(#fff, #22262c));
    color: var(--messenger-on-surface, light-dark(#1b1e23, #f2f4f6));
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
  .greeting[hidden] {
    all: unset;
  }
  [hidden] button,
  .brief > :not(.status, messenger-qr),
  .panel > p:empty,
  a {
    display: none;
  }
  .aside > *,
  .brief {
    opacity: 0;
    pointer-events: none;
  }
  p {
    max-width: 240px;
    margin: 10px 0;
    overflow-wrap: anywhere;
  }
  .panel p {
    margin-top: 0;
  }
  .launcher .control {
    position: static;
  }
  .panel::after {
    display: block;
    height: 252px;
    content: '';
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
  @media (prefers-reduced-motion: no-preference) {
    section > * {
      transition: opacity 0.15s;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;

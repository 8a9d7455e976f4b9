import type { Kit } from '../kit.ts';

/** The look: a quiet offer, then the code as large as what one has to read from a screen and type elsewhere. */
export const chatCodeStyles = (kit: Pick<Kit, 'css'>) => [lines(kit), buttons(kit)];

const lines = ({ css }: Pick<Kit, 'css'>) => css`
  :host {
    display: block;
    max-width: 320px;
    padding-top: 8px;
    font: 14px/20px var(--messenger-font, system-ui, sans-serif);
  }
  p {
    margin: 0;
  }
  /* Where both do not fit side by side, each has a line, which begins or has its middle where the text around has it. */
  .code {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .code > * {
    flex: 1 0 auto;
    text-align: match-parent;
  }
  .signs {
    font: 600 24px/44px ui-monospace, monospace;
    letter-spacing: 1px;
    user-select: all;
  }
  .problem {
    color: var(--messenger-danger, light-dark(#b3401c, #ff9d7a));
  }
  @media print {
    :host {
      display: none;
    }
  }
`;

/** The words of the offer stand where the text around begins, unless its edge can be seen. */
const buttons = ({ css }: Pick<Kit, 'css'>) => css`
  button {
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
  button:focus-visible {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff));
    outline-offset: -3px;
    border-radius: 8px;
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
  }
  @media not (forced-colors) {
    .offer {
      margin-inline: -9px;
    }
  }
`;

import type { Kit } from '../kit.ts';

/** The look of the code in the panel; and of what is said while the panel is closed. */
export const saidStyles = ({ css }: Pick<Kit, 'css'>) => css`
  .panel::after {
    display: none;
  }
  messenger-qr {
    margin-top: 16px;
  }
  :not(:defined) {
    display: block;
    height: 236px;
  }
  .said:has(> .status:not(:empty), [state]:not([state='idle'])) {
    opacity: 1;
    pointer-events: auto;
  }
  .aside > .said.said {
    opacity: 0;
    pointer-events: none;
  }
  .brief > .status {
    padding: 0;
    padding-inline-end: 28px;
  }
  .brief > messenger-qr {
    display: block;
    width: auto;
    margin: 0;
  }
  .brief.said > button {
    display: block;
    position: absolute;
    inset-block-start: 3px;
    inset-inline-end: 3px;
  }
  /* Where link and code say the same, one of them does. */
  .arrived ~ [state='arrived']::part(status),
  .linked ~ [state='linked']::part(status),
  .failed ~ [state='failed']::part(status),
  .brief.said > .status:empty ~ button,
  .brief > ::part(code),
  .brief > ::part(hint) {
    display: none;
  }
`;

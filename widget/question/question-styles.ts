import { quietButtonStyles } from '../elements/quiet-button-styles.ts';
import type { Kit } from '../kit.ts';

/** The look of a question below an element. */
export const questionStyles = (kit: Pick<Kit, 'css'>) => kit.css`
  ${quietButtonStyles(kit)}
  .question {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .question strong {
    display: block;
    position: relative;
    font-size: 40px;
    line-height: 52px;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.06em;
  }
  .heard {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .question bdi {
    font-weight: 600;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-top: 8px;
  }
  .quiet:focus-visible {
    outline: 3px solid var(--messenger-focus, light-dark(#2b5fd9, #8db1ff));
    outline-offset: 2px;
  }
  .failed-answer {
    display: block;
    padding-top: 8px;
    color: var(--messenger-danger, light-dark(#b3401c, #ff9d7a));
  }
  /* A bubble hides what its code says where it says the same itself, and lets its words be closed: neither holds of a question. */
  .status:has(.question) {
    display: flex !important;
    padding-inline-end: 0 !important;
  }
  /* The rest of the look of what a closed bubble says is a file of its own, which may not be there. */
  .said:has(.question) {
    opacity: 1;
    pointer-events: auto;
  }
  .said:has(.question)::after,
  .said > .status:has(.question) ~ button {
    display: none;
  }
  @media print {
    .answers {
      display: none;
    }
  }
`;

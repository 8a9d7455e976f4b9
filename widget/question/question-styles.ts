import type { Kit } from '../kit.ts';

/** The look of a question below an element. */
export const questionStyles = ({ css }: Pick<Kit, 'css'>) => css`
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
  .answers button {
    min-width: 44px;
    min-height: 44px;
    padding: 9px 16px;
    border: 1px solid currentColor;
    border-radius: var(--messenger-radius, 8px);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .answers button:focus-visible {
    outline: 3px solid light-dark(#2b5fd9, #8db1ff);
    outline-offset: 2px;
  }
  .answers button[aria-disabled='true'] {
    opacity: 0.6;
  }
  .failed-answer {
    display: block;
    padding-top: 8px;
    color: light-dark(#b3401c, #ff9d7a);
  }
`;

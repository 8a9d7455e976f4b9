import type { Kit } from '../kit.ts';

/** The look of the line below an element; it comes with the first thing there is to say. */
export const statusLineStyles = ({ css }: Pick<Kit, 'css'>) => css`
  .status {
    display: flex;
    gap: 8px;
    max-width: 320px;
    padding-top: 8px;
    font-size: 14px;
    line-height: 20px;
    text-align: start;
  }
  .idle {
    padding: 0;
  }
  .status svg {
    position: static;
    flex: none;
    forced-color-adjust: auto;
    width: 16px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
    color: var(--messenger-info, light-dark(#2b5fd9, #8db1ff));
  }
  .status [dir] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .linked svg {
    color: var(--messenger-success, light-dark(#14804a, #5fd394));
  }
  .failed svg {
    color: var(--messenger-danger, light-dark(#b3401c, #ff9d7a));
  }
  @media (prefers-reduced-motion: no-preference) {
    .waiting svg {
      animation: turn 1s linear infinite;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
`;

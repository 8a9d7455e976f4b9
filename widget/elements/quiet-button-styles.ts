import type { Kit } from '../kit.ts';

/** The look of a button that is not to outshine the link: the class outweighs what an element says of all its buttons. */
export const quietButtonStyles = ({ css }: Pick<Kit, 'css'>) => css`
  .quiet {
    width: auto;
    min-width: 44px;
    height: auto;
    min-height: 44px;
    padding: 9px 16px;
    border: 1px solid currentColor;
    border-radius: var(--messenger-radius, 8px);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .quiet[aria-disabled='true'] {
    opacity: 0.6;
  }
`;

import { quietButtonStyles } from '../elements/quiet-button-styles.ts';
import type { Kit } from '../kit.ts';

/** What the button's styles leave to say: a line that names the account, and a quiet button beside the link. */
export const linkStatusStyles = (kit: Pick<Kit, 'css'>) => [quietButtonStyles(kit), lines(kit)];

/** Until its part is there the offer of a code for the chat keeps its room. */
const lines = ({ css }: Pick<Kit, 'css'>) => css`
  p {
    margin: 0 0 8px;
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .outcome {
    display: block;
    font-size: 14px;
    line-height: 20px;
  }
  .outcome:not(:empty) {
    padding-top: 8px;
  }
  .outcome.failed {
    color: var(--messenger-danger, light-dark(#b3401c, #ff9d7a));
  }
  messenger-chat-code:not(:defined) {
    display: block;
    height: 52px;
  }
  @media print {
    .row {
      display: none;
    }
  }
`;

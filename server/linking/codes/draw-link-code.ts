import { LINK_CODE_ALPHABET, LINK_CODE_LENGTH, readLinkCode } from '../../../shared/link-code.ts';
import type { Ctx } from '../../base/ctx.ts';

/** A fresh code, as it is kept: 35 random bits. */
export function drawLinkCode(ctx: Ctx): string {
  let code: string | null;
  // Eight figures in a row could be an order number: such a one is drawn again.
  do code = readLinkCode(ctx.random.code(LINK_CODE_LENGTH, LINK_CODE_ALPHABET));
  while (code === null);
  return code;
}

import type { SiteLook } from '../../../shared/api/site-settings.ts';
import { contrast } from '../../../shared/contrast.ts';
import type { Ctx } from '../../base/ctx.ts';
import { assertWebAddress } from './assert-web-address.ts';
import { refuseSetting } from './refuse-setting.ts';

const LEAST_CONTRAST = 3;

/**
 * Refuses an accent that cannot be made out on a white page, and a logo that is not in the world.
 * @throws {ThreadtieError} `invalid_request`
 * @see https://www.w3.org/TR/WCAG22/#non-text-contrast
 */
export function assertLook(ctx: Ctx, { accent, logoUrl }: SiteLook): void {
  if (logoUrl !== null) assertWebAddress(ctx, 'look.logoUrl', logoUrl);
  if (accent === null) return;
  const found = contrast(accent, '#ffffff');
  if (found >= LEAST_CONTRAST) return;
  throw refuseSetting(
    'look.accent',
    `Its contrast against white is ${found.toFixed(2)}:1; buttons and focus rings need ${LEAST_CONTRAST}:1.`,
    'Choose a darker shade of the colour.',
  );
}

import type { UpdateSiteBody } from '../../../shared/api/sites.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { SiteRow } from '../store.ts';
import { assertLogin } from './assert-login.ts';
import { assertLook } from './assert-look.ts';
import { assertWebAddress } from './assert-web-address.ts';
import { readKeys } from './read-keys.ts';
import { storeLogin } from './stored-login.ts';

/**
 * What a change asks for, checked against the site as it will be; what is left out stays.
 * @throws {ThreadtieError} `invalid_request`
 */
export function changeOf(ctx: Ctx, before: SiteRow, input: UpdateSiteBody): Partial<SiteRow> {
  const origins = input.origins ? [...new Set(input.origins)] : before.origins;
  const login = input.login === undefined ? before.login : storeLogin(ctx, before.id, input.login, before.login);
  if (input.login || input.origins) assertLogin(ctx, login, origins);
  const look = { ...before.look, ...given(input.look) };
  if (input.look) assertLook(ctx, look);
  return {
    ...given({ name: input.name, language: input.language }),
    ...tokenChange(ctx, before, input.userTokens ?? {}),
    origins,
    login,
    look,
    linking: { ...before.linking, ...given(input.linking) },
  };
}

function tokenChange(
  ctx: Ctx,
  before: SiteRow,
  { mode, keys, jwksUrl }: NonNullable<UpdateSiteBody['userTokens']>,
): Partial<SiteRow> {
  if (typeof jwksUrl === 'string') assertWebAddress(ctx, 'userTokens.jwksUrl', jwksUrl);
  const beginsToObserve = mode === 'observe' && before.userTokenMode !== 'observe';
  return {
    ...given({ userTokenMode: mode, jwksUrl }),
    ...(keys ? { userTokenKeys: readKeys(keys) } : {}),
    ...(beginsToObserve ? { observedSince: ctx.clock.now() } : {}),
  };
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** The fields that are there. Leaving a field out and giving undefined are the same thing to the caller, not to a type. */
function given<T extends object>(fields: T | undefined): Given<T> {
  const entries = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}

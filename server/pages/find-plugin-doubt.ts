import type { EntryPointPlugin } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { type AppPage, selectChecksOf } from './store.ts';

/**
 * Why Meta's plugin would stay empty on pages of this origin, by the last look at app and Page; null where nothing speaks
 * against it. The platform itself never says so.
 */
export async function findPluginDoubt(
  ctx: Ctx,
  key: AppPage,
  origin: string | undefined,
): Promise<EntryPointPlugin['doubt']> {
  const checks = await ctx.storage.read((at) => selectChecksOf(at, key));
  const found = (name: string) => checks.find((check) => check.name === name);
  if (found('app_mode')?.state === 'wrong') return 'development_mode';
  const domains = found('whitelisted_domains');
  // The finding names each origin that is missing.
  const named: readonly string[] | null | undefined = domains?.detail?.match(/https:\/\/[^\s,]+?(?=[,:]\s)/g);
  const isAbsent = domains?.state === 'missing' && origin !== undefined && named?.includes(origin);
  return isAbsent ? 'domain_not_whitelisted' : null;
}

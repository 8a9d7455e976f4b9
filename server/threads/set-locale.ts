import type { Ctx } from '../base/ctx.ts';
import { updateLocale } from './store.ts';

/** A person's locale as the platform answered it; null: it does not tell. */
export interface LocaleInput {
  readonly pageId: string;
  readonly psid: string;
  readonly locale: string | null;
}

/** Remembers what the platform answered, so that it is asked once. Without a thread nothing is remembered. */
export async function setLocale(ctx: Ctx, { locale, ...thread }: LocaleInput): Promise<void> {
  await ctx.storage.write((tx) => updateLocale(tx, thread, { locale, localeAskedAt: ctx.clock.now() }));
}

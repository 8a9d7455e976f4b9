import type { TakeoverSite } from '../browser/takeover-site.ts';
import type { Check } from './checks/check.ts';
import type { Stage } from './stage.ts';

/** A check on the website with the old markup. */
export function onOldSite(rule: string, play: (stage: Stage, old: TakeoverSite) => Promise<void>): Check {
  return { rule, run: async (stage) => await play(stage, await stage.grounds.oldSite()) };
}

/** Opens the old site's page with this in its body, and our tag or another. */
export async function visitOldSite(stage: Stage, old: TakeoverSite, body: string, more: OldLook = {}): Promise<void> {
  const { headers = {}, tag = old.tag } = more;
  const html = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>${body}</main>${tag}</html>`;
  old.shop.page = { html, headers };
  await stage.tab.open(old.shop.origin);
}

/** How such a page differs from a plain one. */
export interface OldLook {
  readonly headers?: Readonly<Record<string, string>>;
  readonly tag?: string;
}

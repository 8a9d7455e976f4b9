import type { LinkPolicy, Look } from '../../shared/api/entry-points.ts';
import { defineTables, type Kit } from '../base/storage/index.ts';
import { pageTables } from '../pages/index.ts';
import { siteTables } from '../sites/index.ts';

/** Entry points are never deleted: their keys and codes stand in printed links. */
export const entryPointTables = defineTables((kit) => {
  const entryPoints = kit.table(
    'entry_points',
    {
      key: kit.text().primaryKey(),
      code: kit.text().notNull(),
      siteId: kit
        .text()
        .notNull()
        .references(() => siteTables.of(kit).sites.id),
      pageId: kit
        .text()
        .notNull()
        .references(() => pageTables.of(kit).pages.id),
      variant: kit.text().$type<'button' | 'bubble' | 'qr' | 'checkbox'>().notNull(),
      label: kit.text(),
      linkPolicy: kit.text().$type<LinkPolicy>().notNull(),
      look: kit.json<Look>().notNull(),
      allowsPlugin: kit.bool().notNull(),
      status: kit.text().$type<'active' | 'paused' | 'archived'>().notNull(),
      createdAt: kit.time().notNull(),
      updatedAt: kit.time().notNull(),
    },
    (t) => [
      kit.unique('entry_points_code').on(t.code),
      kit.index('entry_points_site').on(t.siteId, t.key),
      kit.index('entry_points_page').on(t.pageId, t.key),
    ],
  );
  // An alias can be 2083 characters long: its hash is what is unique on the Page.
  const entryPointAliases = kit.table(
    'entry_point_aliases',
    {
      pageId: kit.text().notNull(),
      aliasHash: kit.text().notNull(),
      alias: kit.text().notNull(),
      entryPointKey: kit
        .text()
        .notNull()
        .references(() => entryPoints.key),
    },
    (t) => [
      kit.primaryKey({ columns: [t.pageId, t.aliasHash] }),
      kit.index('entry_point_aliases_key').on(t.entryPointKey),
    ],
  );
  return { entryPoints, entryPointAliases, ...pluginTables(kit, () => entryPoints.key) };
});

function pluginTables(kit: Kit, entryPointKey: () => ReturnType<typeof entryPointTables.of>['entryPoints']['key']) {
  // Old plugin markup names a Page and no entry point: one stands for it on each origin.
  const takeovers = kit.table(
    'takeovers',
    {
      pageId: kit.text().notNull(),
      origin: kit.text().notNull(),
      entryPointKey: kit.text().notNull().references(entryPointKey),
    },
    (t) => [kit.primaryKey({ columns: [t.pageId, t.origin] }), kit.index('takeovers_key').on(t.entryPointKey)],
  );
  // Where Meta's plugins are switched off: a Page, or with an empty id everywhere.
  const pluginStops = kit.table('plugin_stops', {
    pageId: kit.text().primaryKey(),
    stoppedAt: kit.time().notNull(),
  });
  return { takeovers, pluginStops };
}

import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** The number of whole hours from 1970 to the instant in a `time` column, to group by. */
export function epochHour(at: { readonly dialect: 'sqlite' | 'postgres' }, column: SQLWrapper): SQL<number> {
  const hours =
    at.dialect === 'sqlite' ? sql`${column} / 3600000` : sql`floor(extract(epoch from ${column}) / 3600)::bigint`;
  return sql<number>`${hours}`.mapWith(Number);
}

import { sql } from 'drizzle-orm';

/** A row whose every value is bound later under its column's name, for prepared inserts of rows like this one. */
export function placeholders<Row extends object>(row: Row): Row {
  return asRow<Row>(Object.fromEntries(Object.keys(row).map((name) => [name, sql.placeholder(name)])));
}

/** Drizzle takes a placeholder wherever it takes a value of the column. */
function asRow<Row>(slots: Record<string, unknown>): Row {
  return slots as Row;
}

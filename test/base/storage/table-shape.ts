/** What a table looks like, in words both databases share. */
export interface TableShape {
  readonly name: string;
  /** `name type` in the database's own words, ` not null` behind; sorted. */
  readonly columns: readonly string[];
  readonly primaryKey: readonly string[];
  /** `name (columns)`, `unique` before and ` partly` behind where it applies; sorted. */
  readonly indexes: readonly string[];
  /** `column -> table.column`; sorted. */
  readonly foreignKeys: readonly string[];
}

/** Writes an index down as `TableShape` has it. */
export function describeIndex(index: {
  name: string;
  columns: readonly string[];
  isUnique: boolean;
  isPartial: boolean;
}): string {
  return `${index.isUnique ? 'unique ' : ''}${index.name} (${index.columns.join(', ')})${index.isPartial ? ' partly' : ''}`;
}

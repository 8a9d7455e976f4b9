/** Prints a value as JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints a line for people. */
export function printLine(text = ''): void {
  process.stdout.write(`${printable(text)}\n`);
}

/** Prints rows under their headings, each column as wide as it must be; says so when there are none. */
export function printTable(headings: readonly string[], rows: readonly (readonly unknown[])[]): void {
  if (rows.length === 0) return printLine('Nothing was found.');
  const cells = [headings, ...rows.map((row) => row.map((cell) => printable(String(cell ?? '-'))))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells)
    printLine(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** Prints names and values, one under the other. */
export function printFields(fields: Readonly<Record<string, unknown>>): void {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  for (const [name, value] of Object.entries(fields)) printLine(`${name.padEnd(width)}  ${String(value ?? '-')}`);
}

/** Text without what a terminal would obey: it may be somebody else's. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\ufffd');
}

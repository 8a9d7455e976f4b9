/** Prints rows below each other in columns as wide as their longest word. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((word, at) => Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((word, at) => word.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  console.log([`\n  ${title}`, ...[head, ...rows].map((row) => `  ${line(row)}`), ''].join('\n'));
}

/** Reads the values without labels from Prometheus' text format. Pure. */
export function readMetrics(text: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([a-z_:][a-z0-9_:]*) (\S+)$/i.exec(line.trim()) ?? [];
    if (name !== undefined && Number.isFinite(Number(value))) values.set(name, Number(value));
  }
  return values;
}

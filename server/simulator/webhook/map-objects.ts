/** What JSON calls an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The same value with every object in it replaced by what `change` makes of it, from the inside out. */
export function mapObjects(value: unknown, change: (object: JsonObject) => JsonObject): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isJsonObject(value)) return value;
  const inner = Object.entries(value).map(([key, item]) => [key, mapObjects(item, change)] as const);
  return change(Object.fromEntries(inner));
}

/** True for what JSON calls an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { badParameter } from './graph-error.ts';
import type { Params } from './read-params.ts';

/** One field asked for, with those asked for inside it: `instagram_business_account{id,username}`. */
interface AskedField {
  readonly name: string;
  readonly inside: string | null;
}

/** Objects of their own, of which only the id is told unless more is asked for. */
const NODES = ['instagram_business_account', 'connected_instagram_account'];

/**
 * The fields asked for, and `id` always; the defaults when none were. A field inside an object narrows that object.
 * @throws {GraphError} 100 for a field that does not exist
 */
export function pickFields(
  all: Readonly<Record<string, unknown>>,
  asked: unknown,
  defaults: readonly string[],
): Record<string, unknown> {
  const list = parseFields(asked);
  const fields = list.length > 0 ? list : defaults.map((name) => ({ name, inside: null }));
  const picked: Params = {};
  for (const { name, inside } of fields) {
    if (!Object.hasOwn(all, name)) throw badParameter(`Tried accessing nonexisting field (${name})`);
    const value = all[name];
    if (value === null || value === undefined) continue;
    const within = inside ?? (NODES.includes(name) ? 'id' : null);
    picked[name] = within === null || typeof value !== 'object' ? value : pickInside(value, within);
  }
  return { ...picked, id: all['id'] };
}

function pickInside(value: object, inside: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isRecord(item) ? pickInside(item, inside) : item));
  const { data } = value as { data?: unknown };
  if (Array.isArray(data)) return { ...value, data: pickInside(data, inside) };
  return pickFields(value as Readonly<Record<string, unknown>>, inside, []);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Commas inside braces belong to the field before them; what stands in `.limit(5)` is passed over. */
function parseFields(asked: unknown): AskedField[] {
  const text = Array.isArray(asked) ? asked.join(',') : typeof asked === 'string' ? asked : '';
  const parts: string[] = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '{' || letter === '(') depth++;
    if (letter === '}' || letter === ')') depth--;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts
    .map((part) => /^\s*([a-z_0-9]*)(?:\.[a-z]+\([^)]*\))*(?:\{(.*)\})?\s*$/s.exec(part))
    .map((match) => ({ name: match?.[1] ?? '', inside: match?.[2] ?? null }))
    .filter(({ name }) => name !== '');
}

import { badParameter } from './graph-error.ts';
import { isObject, parseJson } from './parse-json.ts';

/** Named values of a request, in any depth. */
export type Params = Record<string, unknown>;

/** Free text by its nature: it stays text also where it looks like JSON. */
const TEXT_PARAMS = ['metadata', 'access_token', 'input_token', 'verify_token', 'name'];
const MAX_DEPTH = 8;

/**
 * The parameters of a query or a form: `recipient[id]=1`, `fields[]=a` and JSON in a value come out as objects and lists.
 * @throws {GraphError} 100 for names that are nested too deeply
 */
export function readPairs(pairs: Iterable<readonly [name: string, value: string]>): Params {
  const params: Params = Object.create(null);
  for (const [name, value] of pairs) {
    const [first = '', ...keys] = splitName(name);
    place(params, [first, ...keys], keys.length === 0 ? decodeValue(first, value) : value);
  }
  return { ...params };
}

/**
 * The parameters of a JSON text; those may hold JSON as text too.
 * @throws {GraphError} 100 when it holds anything but an object
 */
export function readJson(text: string): Params {
  if (text.trim() === '') return {};
  const value = parseJson(text);
  if (!isObject(value)) throw badParameter('The request body is not a JSON object.');
  const decoded = Object.entries(value).map(([name, one]) => [
    name,
    typeof one === 'string' ? decodeValue(name, one) : one,
  ]);
  return Object.fromEntries(decoded);
}

function decodeValue(name: string, value: string): unknown {
  if (TEXT_PARAMS.includes(name) || !/^\s*[[{]/.test(value)) return value;
  const decoded = parseJson(value);
  return decoded === undefined ? value : decoded;
}

/** `a[b][]` is `a`, `b` and an empty key, which stands for the next place of a list. */
function splitName(name: string): string[] {
  const [, first = name, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  const keys = [...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key);
  if (keys.length > MAX_DEPTH) throw badParameter(`Param ${first} is nested too deeply`);
  return [first, ...keys];
}

function place(into: Params | unknown[], [key = '', ...rest]: readonly string[], value: unknown): void {
  const at = Array.isArray(into) && key === '' ? String(into.length) : key;
  if (Array.isArray(into) && !isIndex(at)) return;
  if (rest.length === 0) return void Reflect.set(into, at, value);
  const known: unknown = Object.hasOwn(into, at) ? Reflect.get(into, at) : undefined;
  const next: Params | unknown[] = isContainer(known) ? known : isIndex(rest[0]) ? [] : Object.create(null);
  Reflect.set(into, at, next);
  place(next, rest, value);
}

function isContainer(value: unknown): value is Params | unknown[] {
  return typeof value === 'object' && value !== null;
}

function isIndex(key: string | undefined): boolean {
  return key === '' || /^\d{1,3}$/.test(key ?? '');
}

import { isObject } from './parse-json.ts';

const REFERENCE = /\{result=([^:}]+):\$((?:\.[\w*]+|\[[\w*'"]+\])*)\}/g;

/**
 * Replaces `{result=name:$.data.*.id}` by what an earlier call of the batch answered, lists with commas; null when there is
 * no such answer. Of JSONPath, names, indexes and `*` are understood.
 */
export function fillReferences(text: string, bodies: ReadonlyMap<string, unknown>): string | null {
  let isComplete = true;
  const filled = text.replaceAll(REFERENCE, (_all, name: string, path: string) => {
    const steps = [...path.matchAll(/[\w*]+/g)].map(([step]) => step);
    const found = bodies.has(name) ? steps.reduce<unknown[]>(walk, [bodies.get(name)]) : [];
    if (found.length === 0) isComplete = false;
    return found.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(',');
  });
  return isComplete ? filled : null;
}

function walk(values: readonly unknown[], step: string): unknown[] {
  return values.flatMap((value) => {
    if (step === '*') return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    const has = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    return has ? [Reflect.get(value, step)] : [];
  });
}

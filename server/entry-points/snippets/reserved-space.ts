import type { EntryPointRow } from '../store.ts';

const RULES: Readonly<Partial<Record<EntryPointRow['variant'], string>>> = {
  button: `messenger-button:not(:defined) { display: inline-block; vertical-align: top; }
messenger-button:not(:defined) > a {
  display: inline-block; box-sizing: border-box; min-height: 44px; border: 1px solid transparent;
  padding: 9px 20px; padding-inline-start: 46px; font: 600 16px/24px system-ui, sans-serif;
}`,
  bubble: 'messenger-bubble:not(:defined) { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; }',
  checkbox: 'messenger-checkbox:not(:defined) { display: block; min-height: 44px; }',
};

/** The rules that give an element its place before its script is there; undefined for one whose size nobody knows then. */
export function reservedSpace(variant: EntryPointRow['variant']): string | undefined {
  return RULES[variant];
}

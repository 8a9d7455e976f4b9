import type { EntryPointRow } from '../store.ts';

const BUTTON = `messenger-button:not(:defined) { display: inline-block; vertical-align: top; }
messenger-button:not(:defined) > a {
  display: inline-block; box-sizing: border-box; min-height: 44px; border: 1px solid transparent;
  padding: 9px 20px; padding-inline-start: 46px; font: 600 16px/24px system-ui, sans-serif;
}`;

const QR = `messenger-qr:not(:defined) {
  display: inline-block; vertical-align: top; box-sizing: border-box; width: 192px; text-align: center;
  padding-top: 236px; @media (pointer: coarse) and (max-width: 480px) { padding-top: 0; }
}
messenger-qr[download]:not(:defined) { padding-bottom: 88px; }
messenger-qr[chat-code]:is([user-token], [user-token-url]):not(:defined)::after {
  content: ''; display: block; height: 52px;
}
messenger-qr:not(:defined) > [slot] { display: none; }
messenger-qr:not(:defined) > a {
  display: inline-block; border: 1px solid transparent; padding: 11px 8px; font: 600 14px/20px system-ui, sans-serif;
}`;

const RULES: Readonly<Record<EntryPointRow['variant'], string>> = {
  button: BUTTON,
  bubble: 'messenger-bubble:not(:defined) { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; }',
  qr: QR,
  checkbox: 'messenger-checkbox:not(:defined) { display: block; min-height: 44px; }',
};

/** The rules that give an element its place before its script is there; its documentation says the same. */
export function reservedSpace(variant: EntryPointRow['variant']): string {
  return RULES[variant];
}

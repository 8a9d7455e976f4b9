import type { BUBBLE, CHECKBOX, CTA, LINK, QR, STATUS } from './english.ts';

/** Every sentence that the elements show. A new one goes into english.ts and then into each `widget/parts/lang-*.ts`: the types insist. */
export interface Texts {
  readonly status: Readonly<Record<keyof typeof STATUS, string>>;
  readonly bubble: Readonly<Record<keyof typeof BUBBLE, string>>;
  readonly qr: Readonly<Record<keyof typeof QR, string>>;
  readonly checkbox: Readonly<Record<keyof typeof CHECKBOX, string>>;
  readonly link: Readonly<Record<keyof typeof LINK, string>>;
  readonly cta: Readonly<Record<keyof typeof CTA, string>>;
}

/** The sentences that one element needs. */
export type TextGroup = keyof Texts;

/** The sentences in one language, and whether somebody who grew up with it has read them. */
export interface Language extends Texts {
  readonly reviewed: boolean;
}

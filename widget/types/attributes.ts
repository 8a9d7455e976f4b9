import type { EntryState } from '../entry/entry-machine.ts';

/** What every element of ours takes as attributes. */
export interface EntryAttributes {
  readonly entry: string;
  readonly 'data-ref'?: string | undefined;
  readonly 'user-token'?: string | undefined;
  readonly 'user-token-url'?: string | undefined;
  readonly lang?: string | undefined;
  /** Set by the element, for styling. */
  readonly state?: EntryState | undefined;
}

/** The attributes of `<messenger-button>`. */
export interface ButtonAttributes extends EntryAttributes {
  readonly label?: string | undefined;
  /** One of Meta's names such as `GET_STARTED`, or any text. */
  readonly 'cta-text'?: string | undefined;
  readonly size?: 'standard' | 'large' | 'xlarge' | undefined;
  readonly color?: 'blue' | 'white' | undefined;
}

/** The attributes of `<messenger-bubble>`. */
export interface BubbleAttributes extends EntryAttributes {
  readonly greeting?: string | undefined;
}

/** The attributes of `<messenger-qr>`. */
export interface QrAttributes extends EntryAttributes {
  readonly download?: boolean | '' | undefined;
}

/** The attributes of `<messenger-checkbox>`, part of its form. */
export interface CheckboxAttributes extends EntryAttributes {
  readonly name?: string | undefined;
}

/** Each element with its attributes. */
export interface ElementAttributes {
  readonly 'messenger-button': ButtonAttributes;
  readonly 'messenger-bubble': BubbleAttributes;
  readonly 'messenger-qr': QrAttributes;
  readonly 'messenger-checkbox': CheckboxAttributes;
  readonly 'messenger-link-status': EntryAttributes;
}

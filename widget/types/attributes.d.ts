import type { EntryState } from './elements.d.ts';

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
  /** Meta's own plugin may take the link's place. */
  readonly plugin?: boolean | '' | undefined;
}

/** The attributes of `<messenger-bubble>`. */
export interface BubbleAttributes extends EntryAttributes {
  readonly greeting?: string | undefined;
  readonly 'greeting-display'?: 'show' | 'fade' | 'hide' | undefined;
  readonly 'greeting-delay'?: number | string | undefined;
  readonly position?: 'start' | 'end' | undefined;
  readonly open?: boolean | '' | undefined;
}

/** The attributes of `<messenger-qr>`. */
export interface QrAttributes extends EntryAttributes {
  /** Offers whoever is signed in a code to type in the chat. */
  readonly 'chat-code'?: boolean | '' | undefined;
  readonly download?: boolean | '' | undefined;
}

/** The attributes of `<messenger-checkbox>`, part of its form. */
export interface CheckboxAttributes extends EntryAttributes {
  readonly name?: string | undefined;
  readonly 'user-ref'?: string | undefined;
  readonly plugin?: boolean | '' | undefined;
  readonly disabled?: boolean | '' | undefined;
  /** Set by the element: the form was sent with the tick. */
  readonly sent?: boolean | '' | undefined;
}

/** The attributes of `<messenger-link-status>`. */
export interface LinkStatusAttributes extends EntryAttributes {
  /** Offers whoever is signed in a code to type in the chat. */
  readonly 'chat-code'?: boolean | '' | undefined;
  readonly 'connected-as'?: string | undefined;
  readonly 'disconnect-url'?: string | undefined;
}

/** Each element with its attributes. */
export interface ElementAttributes {
  readonly 'messenger-button': ButtonAttributes;
  readonly 'messenger-bubble': BubbleAttributes;
  readonly 'messenger-qr': QrAttributes;
  readonly 'messenger-checkbox': CheckboxAttributes;
  readonly 'messenger-link-status': LinkStatusAttributes;
}

/** What frameworks let pages say of any element; how exactly is each framework's own affair. */
export interface CommonAttributes {
  readonly id?: string | undefined;
  readonly class?: unknown;
  readonly className?: string | undefined;
  readonly style?: unknown;
  readonly hidden?: boolean | undefined;
  readonly slot?: string | undefined;
  readonly title?: string | undefined;
  readonly dir?: string | undefined;
  readonly key?: string | number | null | undefined;
  readonly ref?: unknown;
  readonly children?: unknown;
}

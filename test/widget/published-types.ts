/** What the published types promise of the elements, held against the elements themselves: tsc says where they differ. */
import type { LitElement } from 'lit';
import type { createBubbleElement } from '../../widget/bubble/bubble-element.ts';
import type { createCheckboxElement } from '../../widget/checkbox/checkbox-element.ts';
import type { Problem } from '../../widget/entry/problem.ts';
import type { EntryEvent } from '../../widget/events.ts';
import type { createLinkStatusElement } from '../../widget/link-status/link-status-element.ts';
import type * as source from '../../widget/pure.ts';
import type { createQrElement } from '../../widget/qr/qr-element.ts';
import type * as published from '../../widget/types/elements.d.ts';
import type { ErrorDetail, OpenDetail } from '../../widget/types/events.d.ts';

type Made<Create extends (...kit: never) => abstract new (...args: never) => unknown> = InstanceType<
  ReturnType<Create>
>;

/** What a class of ours adds to Lit's, under the names that a page can use. */
type Own<Element> = Exclude<keyof Element, keyof LitElement>;

/** Each pair: what there is, and what it is promised to be. */
export interface Promises {
  readonly entry: [source.EntryElement, published.EntryElement];
  readonly button: [source.MessengerButtonElement, published.MessengerButtonElement];
  readonly bubble: [Made<typeof createBubbleElement>, published.MessengerBubbleElement];
  readonly qr: [Made<typeof createQrElement>, published.MessengerQrElement];
  readonly checkbox: [Made<typeof createCheckboxElement>, published.MessengerCheckboxElement];
  readonly linkStatus: [Made<typeof createLinkStatusElement>, published.MessengerLinkStatusElement];
  readonly opening: [EntryEvent<OpenDetail>, CustomEvent<OpenDetail>];
  readonly problem: [Problem, Omit<ErrorDetail, 'entry'>];
}

/** Names of promises that are not kept. */
export type Broken = {
  [Name in keyof Promises]: Promises[Name][0] extends Promises[Name][1] ? never : Name;
}[keyof Promises];

/** For whoever writes an element, not for pages. */
type Internal = 'render' | 'willUpdate' | 'report' | 'mention' | 'takeVisit' | 'offered' | 'signedIn';

/** Names that the two classes have for pages, and the types keep to themselves. */
export type Unsaid =
  | Exclude<Own<source.EntryElement>, keyof published.EntryElement | Internal>
  | Exclude<Own<source.MessengerButtonElement>, keyof published.MessengerButtonElement | Internal>;

/** Compiles only while there are none of either. */
export const none: [Broken | Unsaid] extends [never] ? true : Broken | Unsaid = true;

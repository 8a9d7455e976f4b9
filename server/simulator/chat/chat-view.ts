import type { Message, Page, Person, Thread } from '../state/world.ts';

/** What the chat page shows. `thread` is null until a link or a tap opens it. */
export interface ChatView {
  readonly page: Page;
  readonly pages: readonly Page[];
  readonly person: Person;
  readonly people: readonly Person[];
  readonly thread: Thread | null;
  /** The person's account is linked at the Page: Log Out has something to end. */
  readonly isLinked: boolean;
  /** The message that is being answered or edited, when the address says so. */
  readonly focus: { readonly act: 'reply' | 'edit'; readonly message: Message } | null;
}

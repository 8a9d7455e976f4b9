/** What is said around a chat code; `{time}` is when it stops working. */
export interface ChatCodeTexts {
  readonly offer: string;
  readonly send: string;
  readonly until: string;
  readonly copy: string;
  readonly failed: string;
}

/** In English: that is carried along, the other languages are fetched. */
export const ENGLISH: ChatCodeTexts = {
  offer: 'Use a code instead',
  send: 'Send this code in our chat:',
  until: 'Works once, until {time}',
  copy: 'Copy',
  failed: 'That did not work. Please try again later.',
};

/** What is asked before an account is connected; `{name}` is a stranger's name in Messenger. */
export const ENGLISH = {
  number: 'Tap this number in Messenger:',
  thread: 'One more step: answer in Messenger.',
  person: 'Name in Messenger: {name}. Is this you?',
  unnamed: 'not known',
  yes: 'Yes, connect',
  no: 'No, that is not me',
  write: 'We cannot write to you in Messenger yet. Write something in the chat, then we ask you there.',
  later: 'We cannot ask you in Messenger at the moment. Please try again later.',
  failed: 'That did not work. Please try again.',
};

/** The sentences of a question, in one language. */
export type QuestionTexts = Readonly<Record<keyof typeof ENGLISH, string>>;

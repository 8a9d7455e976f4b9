import type { Message } from './world.ts';

/** A message with the parts given and nothing else. */
export function newMessage(parts: Pick<Message, 'mid' | 'from' | 'at'> & Partial<Message>): Message {
  return {
    text: '',
    attachment: null,
    replyTo: null,
    reaction: null,
    edits: 0,
    isUnsent: false,
    quickReplies: [],
    buttons: [],
    cards: [],
    metadata: null,
    appId: null,
    ...parts,
  };
}

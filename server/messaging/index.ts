/** Everything we say in a thread: whether it may be said, in which words, and what became of it. */
export { decideMessage, type MessageDecision, type MessageFacts, type MessageWish } from './decide-message.ts';
export { handleMessageEvent } from './handlers.ts';
export { isUnderWay } from './is-under-way.ts';
export { workOnMessages } from './jobs.ts';
export { knownLanguageOf, languageOf } from './language-of.ts';
export { MESSAGE_SETTLED, type SettledMessage } from './message-settled.ts';
export { type MessageInput, type QueuedMessage, queueMessage } from './queue-message.ts';
export { purgeMessages } from './purge-messages.ts';
export type { Refusal } from './refusal.ts';
export { messageRoutes } from './routes.ts';
export { sayIn, type SiteTexts, type TextValues } from './say-in.ts';
export { messageTables } from './tables.ts';
export { findTextFaults, type TextFault } from './text-fault.ts';
export type { TextKey } from './texts/language-texts.ts';
export { whenSent } from './when-sent.ts';

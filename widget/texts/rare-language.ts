import type { ChatCodeTexts } from '../chat-code/chat-code-texts.ts';
import type { QuestionTexts } from '../question/question-texts.ts';

/** What few pages ever show, in one language, and whether somebody who grew up with it has read it. */
export interface RareLanguage {
  readonly reviewed: boolean;
  readonly question: QuestionTexts;
  readonly chatCode: ChatCodeTexts;
}

/** The sentences that one thing needs. */
export type RareGroup = Exclude<keyof RareLanguage, 'reviewed'>;

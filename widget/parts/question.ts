import type { Kit } from '../kit.ts';
import { createQuestionLine } from '../question/create-question-line.ts';

/** Answers what an element shows of a question; nothing where there is nothing to show. */
export let questionOf: ReturnType<typeof createQuestionLine>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  questionOf = createQuestionLine(kit);
}

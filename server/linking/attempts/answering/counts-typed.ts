/**
 * Whether an answer counts also where it was typed: one that declines does. Words may be put into a person's mouth (a link can
 * bring them, m.me's `text=`), so nobody agrees by them; a tap alone names its question.
 */
export function countsTyped(answer: string): boolean {
  return answer === 'not_me' || answer === 'keep';
}

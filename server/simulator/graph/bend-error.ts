import { errorOf, type GraphAnswer } from './graph-answer.ts';
import type { GraphFaults } from './graph-faults.ts';

const LOCALISED = 'Deine Anfrage konnte nicht bearbeitet werden. Bitte versuche es später noch einmal.';

/** An error as the platform sometimes tells it: in the owner's language, or without its subcode. */
export function bendError(answer: GraphAnswer, faults: GraphFaults): GraphAnswer {
  const error = errorOf(answer);
  if (!error || !(faults.localised || faults.withoutSubcode)) return answer;
  const { error_subcode: subcode, ...rest } = error;
  const bent = {
    ...rest,
    ...(faults.localised ? { message: LOCALISED, error_user_title: 'Fehler', error_user_msg: LOCALISED } : {}),
    ...(faults.withoutSubcode || subcode === undefined ? {} : { error_subcode: subcode }),
  };
  return { ...answer, body: { error: bent } };
}

import type { RareLanguage } from '../texts/rare-language.ts';

/** French. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Touchez ce nombre dans Messenger :',
    thread: 'Encore une étape : répondez dans Messenger.',
    person: 'Nom dans Messenger : {name}. Est-ce vous ?',
    unnamed: 'inconnu',
    yes: 'Oui, associer',
    no: 'Non, ce n’est pas moi',
    write:
      'Nous ne pouvons pas encore vous écrire dans Messenger. Écrivez quelque chose dans la discussion et nous vous y poserons la question.',
    later: 'Nous ne pouvons pas vous poser la question dans Messenger pour le moment. Veuillez réessayer plus tard.',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
  },
  chatCode: {
    offer: 'Utiliser plutôt un code',
    send: 'Envoyez ce code dans notre discussion :',
    until: 'Valable une fois, jusqu’à {time}',
    copy: 'Copier',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer plus tard.',
  },
};

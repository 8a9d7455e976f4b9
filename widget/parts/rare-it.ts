import type { RareLanguage } from '../texts/rare-language.ts';

/** Italian. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Tocca questo numero in Messenger:',
    thread: 'Ancora un passo: rispondi in Messenger.',
    person: 'Nome in Messenger: {name}. Sei tu?',
    unnamed: 'sconosciuto',
    yes: 'Sì, collega',
    no: 'No, non sono io',
    write: 'Non possiamo ancora scriverti in Messenger. Scrivi qualcosa nella chat e ti faremo lì la domanda.',
    later: 'Al momento non possiamo farti la domanda in Messenger. Riprova più tardi.',
    failed: 'Non ha funzionato. Riprova.',
  },
  chatCode: {
    offer: 'Usare un codice',
    send: 'Invii questo codice nella nostra chat:',
    until: 'Vale una volta, fino alle {time}',
    copy: 'Copia',
    failed: 'Non ha funzionato. Riprovi più tardi.',
  },
};

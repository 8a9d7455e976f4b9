import type { RareLanguage } from '../texts/rare-language.ts';

/** Dutch. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Tik in Messenger op dit getal:',
    thread: 'Nog één stap: antwoord in Messenger.',
    person: 'Naam in Messenger: {name}. Ben jij dit?',
    unnamed: 'onbekend',
    yes: 'Ja, koppelen',
    no: 'Nee, dat ben ik niet',
    write: 'We kunnen je in Messenger nog niet schrijven. Schrijf iets in de chat, dan vragen we het je daar.',
    later: 'We kunnen het je nu niet vragen in Messenger. Probeer het later opnieuw.',
    failed: 'Dat is niet gelukt. Probeer het opnieuw.',
  },
  chatCode: {
    offer: 'Een code gebruiken',
    send: 'Stuur deze code in onze chat:',
    until: 'Eenmalig geldig, tot {time}',
    copy: 'Kopiëren',
    failed: 'Dat is niet gelukt. Probeer het later opnieuw.',
  },
};

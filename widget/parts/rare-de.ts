import type { RareLanguage } from '../texts/rare-language.ts';

/** German. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Tippen Sie in Messenger auf diese Zahl:',
    thread: 'Noch ein Schritt: Antworten Sie in Messenger.',
    person: 'Name in Messenger: {name}. Sind Sie das?',
    unnamed: 'nicht bekannt',
    yes: 'Ja, verbinden',
    no: 'Nein, das bin ich nicht',
    write: 'Wir können Ihnen in Messenger noch nicht schreiben. Schreiben Sie etwas im Chat, dann fragen wir Sie dort.',
    later: 'Wir können Sie in Messenger gerade nicht fragen. Bitte versuchen Sie es später noch einmal.',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  },
  chatCode: {
    offer: 'Stattdessen mit Code',
    send: 'Senden Sie diesen Code in unserem Chat:',
    until: 'Gilt einmal, bis {time}',
    copy: 'Kopieren',
    failed: 'Das hat nicht geklappt. Bitte später noch einmal versuchen.',
  },
};

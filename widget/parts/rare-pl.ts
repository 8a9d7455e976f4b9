import type { RareLanguage } from '../texts/rare-language.ts';

/** Polish. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Dotknij tej liczby w aplikacji Messenger:',
    thread: 'Jeszcze jeden krok: odpowiedz w aplikacji Messenger.',
    person: 'Nazwa w aplikacji Messenger: {name}. Czy to Ty?',
    unnamed: 'nieznana',
    yes: 'Tak, połącz',
    no: 'Nie, to nie ja',
    write: 'Nie możemy jeszcze napisać do Ciebie w aplikacji Messenger. Napisz coś na czacie, a zapytamy Cię tam.',
    later: 'Nie możemy teraz zapytać Cię w aplikacji Messenger. Spróbuj ponownie później.',
    failed: 'To się nie udało. Spróbuj ponownie.',
  },
  chatCode: {
    offer: 'Użyj kodu',
    send: 'Wyślij ten kod na naszym czacie:',
    until: 'Działa raz, do {time}',
    copy: 'Kopiuj',
    failed: 'Nie udało się. Spróbuj ponownie później.',
  },
};

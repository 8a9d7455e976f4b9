import type { Language } from '../texts/keys.ts';

/** Polish. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Czekamy na Ciebie w Messengerze…',
    arrived: 'Jesteś w Messengerze',
    linked: 'Messenger jest połączony',
    refused: 'Nie udało się połączyć Messengera z Twoim kontem. Spróbuj ponownie lub powiedz nam o tym na czacie.',
  },
  bubble: {
    open: 'Napisz do nas',
    close: 'Zamknij',
  },
  qr: {
    alt: 'Kod QR, który otwiera nasz czat w Messengerze',
    scan: 'Zeskanuj aparatem telefonu',
    save: 'Zapisz obraz',
  },
  checkbox: {
    agree: 'Wysyłajcie mi wiadomości w Messengerze',
    next: 'Kontynuuj w Messengerze',
  },
  link: {
    as: 'Połączono jako {name}',
    none: 'Brak połączenia z Messengerem',
    connect: 'Połącz Messengera',
    undo: 'Rozłącz',
    other: 'Połącz inne konto',
    failed: 'Nie udało się. Spróbuj ponownie.',
    ended: 'Rozłączono. Aby cofnąć, połącz ponownie.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Otrzymaj to w Messengerze',
    RECEIVE_THIS_IN_MESSENGER: 'Odbierz to w Messengerze',
    SEND_THIS_TO_ME: 'Wyślij mi to',
    GET_CUSTOMER_ASSISTANCE: 'Uzyskaj pomoc dla klienta',
    GET_CUSTOMER_SERVICE: 'Biuro obsługi klienta',
    GET_SUPPORT: 'Uzyskaj pomoc',
    LET_US_CHAT: 'Porozmawiajmy',
    SEND_ME_MESSAGES: 'Wysyłaj mi wiadomości',
    ALERT_ME_IN_MESSENGER: 'Powiadom mnie w Messengerze',
    SEND_ME_UPDATES: 'Wysyłaj mi nowości',
    MESSAGE_ME: 'Napisz do mnie',
    LET_ME_KNOW: 'Daj mi znać',
    KEEP_ME_UPDATED: 'Informuj mnie na bieżąco',
    TELL_ME_MORE: 'Powiedz mi więcej',
    SUBSCRIBE_IN_MESSENGER: 'Subskrybuj w Messengerze',
    SUBSCRIBE_TO_UPDATES: 'Subskrybuj nowości',
    GET_MESSAGES: 'Otrzymuj wiadomości',
    SUBSCRIBE: 'Subskrybuj',
    GET_STARTED_IN_MESSENGER: 'Zacznij w Messengerze',
    LEARN_MORE_IN_MESSENGER: 'Dowiedz się więcej w Messengerze',
    GET_STARTED: 'Zacznij',
    SEND_TO_MESSENGER: 'Wyślij do Messengera',
    MESSAGE_US: 'Napisz do nas',
  },
};

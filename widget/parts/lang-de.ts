import type { Language } from '../texts/keys.ts';

/** German. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Wir warten in Messenger auf Sie …',
    arrived: 'Sie sind jetzt in Messenger',
    linked: 'Messenger ist verbunden',
    refused:
      'Messenger ließ sich nicht mit Ihrem Konto verbinden. Bitte versuchen Sie es noch einmal oder schreiben Sie uns im Chat.',
  },
  bubble: {
    open: 'Schreiben Sie uns',
    close: 'Schließen',
  },
  qr: {
    alt: 'QR-Code, der unseren Chat in Messenger öffnet',
    scan: 'Mit der Kamera des Handys scannen',
    save: 'Bild speichern',
  },
  checkbox: {
    agree: 'Nachrichten in Messenger erhalten',
    next: 'Weiter in Messenger',
  },
  link: {
    as: 'Verbunden als {name}',
    none: 'Nicht mit Messenger verbunden',
    connect: 'Messenger verbinden',
    undo: 'Trennen',
    other: 'Anderes Konto verbinden',
    failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
    ended: 'Getrennt. Verbinden Sie neu, um es rückgängig zu machen.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'In Messenger holen',
    RECEIVE_THIS_IN_MESSENGER: 'In Messenger erhalten',
    SEND_THIS_TO_ME: 'Senden Sie mir das',
    GET_CUSTOMER_ASSISTANCE: 'Kundenhilfe holen',
    GET_CUSTOMER_SERVICE: 'Zum Kundenservice',
    GET_SUPPORT: 'Hilfe holen',
    LET_US_CHAT: 'Lassen Sie uns chatten',
    SEND_ME_MESSAGES: 'Nachrichten an mich senden',
    ALERT_ME_IN_MESSENGER: 'In Messenger benachrichtigen',
    SEND_ME_UPDATES: 'Neuigkeiten an mich senden',
    MESSAGE_ME: 'Schreiben Sie mir',
    LET_ME_KNOW: 'Sagen Sie mir Bescheid',
    KEEP_ME_UPDATED: 'Auf dem Laufenden halten',
    TELL_ME_MORE: 'Mehr erfahren',
    SUBSCRIBE_IN_MESSENGER: 'In Messenger abonnieren',
    SUBSCRIBE_TO_UPDATES: 'Neuigkeiten abonnieren',
    GET_MESSAGES: 'Nachrichten erhalten',
    SUBSCRIBE: 'Abonnieren',
    GET_STARTED_IN_MESSENGER: 'In Messenger loslegen',
    LEARN_MORE_IN_MESSENGER: 'In Messenger mehr erfahren',
    GET_STARTED: 'Loslegen',
    SEND_TO_MESSENGER: 'An Messenger senden',
    MESSAGE_US: 'Schreiben Sie uns',
  },
};

import type { Language } from '../texts/keys.ts';

/** Italian. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Ti aspettiamo su Messenger…',
    arrived: 'Sei su Messenger',
    linked: 'Messenger è collegato',
    refused: 'Non è stato possibile collegare Messenger al tuo account. Riprova o diccelo in chat.',
  },
  bubble: {
    open: 'Scrivici',
    close: 'Chiudi',
  },
  qr: {
    alt: 'Codice QR che apre la nostra chat su Messenger',
    scan: 'Inquadra con la fotocamera del telefono',
    save: 'Salva immagine',
  },
  checkbox: {
    agree: 'Inviami messaggi su Messenger',
    next: 'Continua su Messenger',
  },
  link: {
    as: 'Collegato come {name}',
    none: 'Non collegato a Messenger',
    connect: 'Collega Messenger',
    undo: 'Scollega',
    other: 'Collega un altro account',
    failed: 'Non ha funzionato. Riprova.',
    ended: 'Scollegato. Per annullare, collega di nuovo.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Ottieni su Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'Ricevi su Messenger',
    SEND_THIS_TO_ME: 'Inviami questo',
    GET_CUSTOMER_ASSISTANCE: 'Ottieni assistenza',
    GET_CUSTOMER_SERVICE: 'Contatta il servizio clienti',
    GET_SUPPORT: 'Ottieni supporto',
    LET_US_CHAT: 'Parliamone',
    SEND_ME_MESSAGES: 'Inviami messaggi',
    ALERT_ME_IN_MESSENGER: 'Avvisami su Messenger',
    SEND_ME_UPDATES: 'Inviami aggiornamenti',
    MESSAGE_ME: 'Scrivimi',
    LET_ME_KNOW: 'Fammi sapere',
    KEEP_ME_UPDATED: 'Tienimi aggiornato',
    TELL_ME_MORE: 'Dimmi di più',
    SUBSCRIBE_IN_MESSENGER: 'Iscriviti su Messenger',
    SUBSCRIBE_TO_UPDATES: 'Iscriviti agli aggiornamenti',
    GET_MESSAGES: 'Ricevi messaggi',
    SUBSCRIBE: 'Iscriviti',
    GET_STARTED_IN_MESSENGER: 'Inizia su Messenger',
    LEARN_MORE_IN_MESSENGER: 'Scopri di più su Messenger',
    GET_STARTED: 'Inizia',
    SEND_TO_MESSENGER: 'Invia a Messenger',
    MESSAGE_US: 'Scrivici',
  },
};

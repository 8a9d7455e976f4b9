import type { Language } from '../texts/keys.ts';

/** Dutch. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'We wachten op je in Messenger…',
    arrived: 'Je bent in Messenger',
    linked: 'Messenger is gekoppeld',
    refused:
      'Messenger kon niet aan je account worden gekoppeld. Probeer het opnieuw of laat het ons in de chat weten.',
  },
  bubble: {
    open: 'Stuur ons een bericht',
    close: 'Sluiten',
  },
  qr: {
    alt: 'QR-code die onze chat in Messenger opent',
    scan: 'Scan met de camera van je telefoon',
    save: 'Afbeelding opslaan',
  },
  checkbox: {
    agree: 'Stuur mij berichten in Messenger',
    next: 'Doorgaan in Messenger',
  },
  link: {
    as: 'Gekoppeld als {name}',
    none: 'Niet aan Messenger gekoppeld',
    connect: 'Messenger koppelen',
    undo: 'Ontkoppelen',
    other: 'Ander account koppelen',
    failed: 'Dat is niet gelukt. Probeer het opnieuw.',
    ended: 'Ontkoppeld. Koppel opnieuw om dit ongedaan te maken.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Dit in Messenger krijgen',
    RECEIVE_THIS_IN_MESSENGER: 'Dit in Messenger ontvangen',
    SEND_THIS_TO_ME: 'Stuur dit naar mij',
    GET_CUSTOMER_ASSISTANCE: 'Hulp van de klantenservice',
    GET_CUSTOMER_SERVICE: 'Naar de klantenservice',
    GET_SUPPORT: 'Hulp krijgen',
    LET_US_CHAT: 'Laten we chatten',
    SEND_ME_MESSAGES: 'Stuur mij berichten',
    ALERT_ME_IN_MESSENGER: 'Waarschuw mij in Messenger',
    SEND_ME_UPDATES: 'Stuur mij updates',
    MESSAGE_ME: 'Stuur mij een bericht',
    LET_ME_KNOW: 'Laat het me weten',
    KEEP_ME_UPDATED: 'Houd me op de hoogte',
    TELL_ME_MORE: 'Vertel me meer',
    SUBSCRIBE_IN_MESSENGER: 'Abonneren in Messenger',
    SUBSCRIBE_TO_UPDATES: 'Abonneren op updates',
    GET_MESSAGES: 'Berichten ontvangen',
    SUBSCRIBE: 'Abonneren',
    GET_STARTED_IN_MESSENGER: 'Beginnen in Messenger',
    LEARN_MORE_IN_MESSENGER: 'Meer informatie in Messenger',
    GET_STARTED: 'Beginnen',
    SEND_TO_MESSENGER: 'Naar Messenger sturen',
    MESSAGE_US: 'Stuur ons een bericht',
  },
};

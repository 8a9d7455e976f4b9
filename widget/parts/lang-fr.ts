import type { Language } from '../texts/keys.ts';

/** French. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Nous vous attendons dans Messenger…',
    arrived: 'Vous êtes dans Messenger',
    linked: 'Messenger est connecté',
    refused:
      'Messenger n’a pas pu être connecté à votre compte. Veuillez réessayer ou nous le dire dans la discussion.',
  },
  bubble: {
    open: 'Écrivez-nous',
    close: 'Fermer',
  },
  qr: {
    alt: 'Code QR qui ouvre notre discussion dans Messenger',
    scan: 'Scannez avec l’appareil photo de votre téléphone',
    save: 'Enregistrer l’image',
  },
  checkbox: {
    agree: 'M’envoyer des messages dans Messenger',
    next: 'Continuer dans Messenger',
  },
  link: {
    as: 'Connecté en tant que {name}',
    none: 'Non connecté à Messenger',
    connect: 'Connecter Messenger',
    undo: 'Déconnecter',
    other: 'Connecter un autre compte',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
    ended: 'Déconnecté. Pour annuler, connectez à nouveau.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Obtenir ceci dans Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'Recevoir ceci dans Messenger',
    SEND_THIS_TO_ME: 'M’envoyer ceci',
    GET_CUSTOMER_ASSISTANCE: 'Obtenir de l’assistance',
    GET_CUSTOMER_SERVICE: 'Contacter le service client',
    GET_SUPPORT: 'Obtenir de l’aide',
    LET_US_CHAT: 'Discutons',
    SEND_ME_MESSAGES: 'M’envoyer des messages',
    ALERT_ME_IN_MESSENGER: 'M’avertir dans Messenger',
    SEND_ME_UPDATES: 'M’envoyer les nouveautés',
    MESSAGE_ME: 'M’écrire',
    LET_ME_KNOW: 'Me prévenir',
    KEEP_ME_UPDATED: 'Me tenir au courant',
    TELL_ME_MORE: 'En dire plus',
    SUBSCRIBE_IN_MESSENGER: 'S’abonner dans Messenger',
    SUBSCRIBE_TO_UPDATES: 'S’abonner aux nouveautés',
    GET_MESSAGES: 'Recevoir des messages',
    SUBSCRIBE: 'S’abonner',
    GET_STARTED_IN_MESSENGER: 'Commencer dans Messenger',
    LEARN_MORE_IN_MESSENGER: 'En savoir plus dans Messenger',
    GET_STARTED: 'Commencer',
    SEND_TO_MESSENGER: 'Envoyer à Messenger',
    MESSAGE_US: 'Écrivez-nous',
  },
};

import type { Language } from '../texts/keys.ts';

/** Spanish. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Te esperamos en Messenger…',
    arrived: 'Ya estás en Messenger',
    linked: 'Messenger está conectado',
    refused: 'No se pudo conectar Messenger con tu cuenta. Inténtalo de nuevo o dínoslo en el chat.',
  },
  bubble: {
    open: 'Escríbenos',
    close: 'Cerrar',
  },
  qr: {
    alt: 'Código QR que abre nuestro chat en Messenger',
    scan: 'Escanea con la cámara de tu teléfono',
    save: 'Guardar imagen',
  },
  checkbox: {
    agree: 'Enviarme mensajes en Messenger',
    next: 'Continuar en Messenger',
  },
  link: {
    as: 'Conectado como {name}',
    none: 'Sin conexión con Messenger',
    connect: 'Conectar Messenger',
    undo: 'Desconectar',
    other: 'Conectar otra cuenta',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    ended: 'Desconectado. Para deshacerlo, vuelve a conectar.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Obtener esto en Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'Recibir esto en Messenger',
    SEND_THIS_TO_ME: 'Enviarme esto',
    GET_CUSTOMER_ASSISTANCE: 'Obtener atención al cliente',
    GET_CUSTOMER_SERVICE: 'Contactar con atención al cliente',
    GET_SUPPORT: 'Obtener ayuda',
    LET_US_CHAT: 'Hablemos',
    SEND_ME_MESSAGES: 'Enviarme mensajes',
    ALERT_ME_IN_MESSENGER: 'Avisarme en Messenger',
    SEND_ME_UPDATES: 'Enviarme novedades',
    MESSAGE_ME: 'Escribirme',
    LET_ME_KNOW: 'Avisarme',
    KEEP_ME_UPDATED: 'Mantenerme al día',
    TELL_ME_MORE: 'Quiero saber más',
    SUBSCRIBE_IN_MESSENGER: 'Suscribirme en Messenger',
    SUBSCRIBE_TO_UPDATES: 'Suscribirme a las novedades',
    GET_MESSAGES: 'Recibir mensajes',
    SUBSCRIBE: 'Suscribirme',
    GET_STARTED_IN_MESSENGER: 'Empezar en Messenger',
    LEARN_MORE_IN_MESSENGER: 'Más información en Messenger',
    GET_STARTED: 'Empezar',
    SEND_TO_MESSENGER: 'Enviar a Messenger',
    MESSAGE_US: 'Escríbenos',
  },
};

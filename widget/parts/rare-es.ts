import type { RareLanguage } from '../texts/rare-language.ts';

/** Spanish. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Toca este número en Messenger:',
    thread: 'Un paso más: responde en Messenger.',
    person: 'Nombre en Messenger: {name}. ¿Eres tú?',
    unnamed: 'desconocido',
    yes: 'Sí, conectar',
    no: 'No, no soy yo',
    write: 'Todavía no podemos escribirte en Messenger. Escribe algo en el chat y te preguntaremos allí.',
    later: 'Ahora mismo no podemos preguntarte en Messenger. Inténtalo más tarde.',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
  },
  chatCode: {
    offer: 'Usar un código',
    send: 'Envíe este código en nuestro chat:',
    until: 'Vale una vez, hasta las {time}',
    copy: 'Copiar',
    failed: 'No ha funcionado. Inténtelo más tarde.',
  },
};

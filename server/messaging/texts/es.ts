import type { LanguageTexts } from './language-texts.ts';

/** Spanish. Nobody who grew up with the language has read it yet. */
export const es: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': '¿Qué número ve en {site}?',
    'question.confirm': '¿Vincular este chat con la cuenta {account} de {site}?',
    'question.code':
      '¿Vincular este chat con la cuenta {account} de {site}? Solo si ha iniciado sesión allí usted mismo: si alguien le ha dado el código, elija «No soy yo».',
    'question.again': 'Por favor, toque una respuesta:',
    'answer.connect': 'Vincular',
    'answer.notMe': 'No soy yo',
    'answer.undo': 'Desvincular',
    'answer.replace': 'Vincular esta',
    'answer.keep': 'Dejarlo así',
    'answer.open': 'Abrir la página',
    linked: 'Este chat está ahora vinculado con la cuenta {account} de {site}. Si no ha sido usted, desvincúlelo.',
    alreadyLinked: 'Este chat ya está vinculado con la cuenta {account} de {site}.',
    unlinked: 'Este chat ya no está vinculado con su cuenta de {site}.',
    notLinked: 'Este chat no está vinculado con ninguna cuenta de {site}.',
    wrongNumber:
      'Ese no es el número, así que no se ha vinculado nada. Para intentarlo otra vez, empiece de nuevo en {site}.',
    expired:
      'Ha pasado demasiado tiempo, así que no se ha vinculado nada. Para intentarlo otra vez, empiece de nuevo en {site}.',
    notYou: 'No se ha vinculado nada, y {site} sabe que no ha sido usted.',
    otherPerson: 'Esto era para otra persona, así que no se ha vinculado nada.',
    confirmOnSite: 'Un paso más: confirme en {site} que este chat es suyo.',
    tooWeak: '{site} necesita una prueba más segura. Vincule este chat desde su cuenta en {site}.',
    failed: 'Algo ha fallado, así que no se ha vinculado nada. Inténtelo más tarde.',
    'conflict.ask':
      'Este chat está vinculado con la cuenta {standing} de {site}. ¿Vincularlo con {account} en su lugar?',
    'conflict.refused':
      'Este chat está vinculado con otra cuenta de {site}. Desvincule primero esa e inténtelo de nuevo.',
    'conflict.replaced': 'Este chat está ahora vinculado con la cuenta {account} de {site}, y ya no con {standing}.',
    'conflict.kept': 'No ha cambiado nada: este chat sigue vinculado con la cuenta {standing} de {site}.',
    'login.prompt': 'Inicie sesión en {site} para vincular este chat con su cuenta.',
    'login.onPhoneOnly':
      'El botón de inicio de sesión solo funciona en el móvil. En un ordenador, abra esta página. Es solo para usted: no la comparta.',
    'logout.prompt': 'Este chat está vinculado con la cuenta {account} de {site}. Cierre sesión para desvincularlo.',
    'code.unknown': 'Este código no existe o ha caducado. Obtenga uno nuevo en {site}.',
    'code.askSite': 'Inicie sesión en {site} para obtener un código y envíelo aquí.',
    'code.tooMany': 'Se han probado demasiados códigos. Espere un poco y obtenga uno nuevo en {site}.',
    'weblink.prompt':
      'Abra esta página para vincular este chat con su cuenta de {site}. Es solo para usted: no la comparta.',
  },
};

import type { RareLanguage } from '../texts/rare-language.ts';

/** Portuguese. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Toque neste número no Messenger:',
    thread: 'Só mais um passo: responda no Messenger.',
    person: 'Nome no Messenger: {name}. É você?',
    unnamed: 'desconhecido',
    yes: 'Sim, conectar',
    no: 'Não, não sou eu',
    write: 'Ainda não podemos escrever para você no Messenger. Escreva algo na conversa e perguntaremos lá.',
    later: 'Neste momento não podemos perguntar no Messenger. Tente novamente mais tarde.',
    failed: 'Não funcionou. Tente novamente.',
  },
  chatCode: {
    offer: 'Usar um código',
    send: 'Envie este código no nosso chat:',
    until: 'Válido uma vez, até às {time}',
    copy: 'Copiar',
    failed: 'Não funcionou. Tente mais tarde.',
  },
};

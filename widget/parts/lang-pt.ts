import type { Language } from '../texts/keys.ts';

/** Portuguese. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Esperamos por você no Messenger…',
    arrived: 'Você está no Messenger',
    linked: 'O Messenger está conectado',
    refused: 'Não foi possível conectar o Messenger à sua conta. Tente novamente ou avise-nos no chat.',
  },
  bubble: {
    open: 'Fale conosco',
    close: 'Fechar',
  },
  qr: {
    alt: 'Código QR que abre o nosso chat no Messenger',
    scan: 'Leia com a câmera do seu telefone',
    save: 'Salvar imagem',
  },
  checkbox: {
    agree: 'Receber mensagens no Messenger',
    next: 'Continuar no Messenger',
  },
  link: {
    as: 'Conectado como {name}',
    none: 'Não conectado ao Messenger',
    connect: 'Conectar o Messenger',
    undo: 'Desconectar',
    other: 'Conectar outra conta',
    failed: 'Não funcionou. Tente novamente.',
    ended: 'Desconectado. Para desfazer, conecte novamente.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Obter isto no Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'Receber isto no Messenger',
    SEND_THIS_TO_ME: 'Enviar isto para mim',
    GET_CUSTOMER_ASSISTANCE: 'Obter assistência',
    GET_CUSTOMER_SERVICE: 'Falar com o atendimento',
    GET_SUPPORT: 'Obter ajuda',
    LET_US_CHAT: 'Vamos conversar',
    SEND_ME_MESSAGES: 'Enviar mensagens para mim',
    ALERT_ME_IN_MESSENGER: 'Avisar no Messenger',
    SEND_ME_UPDATES: 'Enviar novidades para mim',
    MESSAGE_ME: 'Escrever para mim',
    LET_ME_KNOW: 'Quero ser avisado',
    KEEP_ME_UPDATED: 'Quero ficar a par',
    TELL_ME_MORE: 'Quero saber mais',
    SUBSCRIBE_IN_MESSENGER: 'Assinar no Messenger',
    SUBSCRIBE_TO_UPDATES: 'Assinar as novidades',
    GET_MESSAGES: 'Receber mensagens',
    SUBSCRIBE: 'Assinar',
    GET_STARTED_IN_MESSENGER: 'Começar no Messenger',
    LEARN_MORE_IN_MESSENGER: 'Saber mais no Messenger',
    GET_STARTED: 'Começar',
    SEND_TO_MESSENGER: 'Enviar para o Messenger',
    MESSAGE_US: 'Fale conosco',
  },
};

import type { LanguageTexts } from './language-texts.ts';

/** Portuguese. Nobody who grew up with the language has read it yet. */
export const pt: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Que número vê em {site}?',
    'question.confirm': 'Ligar este chat à conta {account} de {site}?',
    'question.code':
      'Ligar este chat à conta {account} de {site}? Só se foi você que iniciou sessão lá: se alguém lhe deu o código, escolha «Não sou eu».',
    'question.again': 'Por favor, toque numa resposta:',
    'answer.connect': 'Ligar',
    'answer.notMe': 'Não sou eu',
    'answer.undo': 'Desligar',
    'answer.replace': 'Ligar esta',
    'answer.keep': 'Deixar como está',
    'answer.open': 'Abrir a página',
    linked: 'Este chat está agora ligado à conta {account} de {site}. Se não foi você, desligue-o.',
    alreadyLinked: 'Este chat já está ligado à conta {account} de {site}.',
    unlinked: 'Este chat já não está ligado à sua conta de {site}.',
    notLinked: 'Este chat não está ligado a nenhuma conta de {site}.',
    wrongNumber: 'Esse não é o número, por isso nada foi ligado. Para tentar outra vez, recomece em {site}.',
    expired: 'Demorou demasiado, por isso nada foi ligado. Para tentar outra vez, recomece em {site}.',
    notYou: 'Nada foi ligado, e {site} sabe que não foi você.',
    otherPerson: 'Isto destinava-se a outra pessoa, por isso nada foi ligado.',
    confirmOnSite: 'Só mais um passo: confirme em {site} que este chat é seu.',
    tooWeak: '{site} precisa de uma prova mais forte. Ligue este chat a partir da sua conta em {site}.',
    failed: 'Algo correu mal, por isso nada foi ligado. Tente mais tarde.',
    'conflict.ask': 'Este chat está ligado à conta {standing} de {site}. Ligá-lo antes a {account}?',
    'conflict.refused': 'Este chat está ligado a outra conta de {site}. Desligue primeiro essa e tente de novo.',
    'conflict.replaced': 'Este chat está agora ligado à conta {account} de {site}, e já não a {standing}.',
    'conflict.kept': 'Nada mudou: este chat continua ligado à conta {standing} de {site}.',
    'login.prompt': 'Inicie sessão em {site} para ligar este chat à sua conta.',
    'login.onPhoneOnly':
      'O botão de início de sessão só funciona no telemóvel. Num computador, abra esta página. É só para si: não a partilhe.',
    'logout.prompt': 'Este chat está ligado à conta {account} de {site}. Termine a sessão para o desligar.',
    'code.unknown': 'Este código não é conhecido ou expirou. Obtenha um novo em {site}.',
    'code.askSite': 'Inicie sessão em {site} para obter um código e envie-o aqui.',
    'code.tooMany': 'Foram tentados demasiados códigos. Espere um pouco e obtenha um novo em {site}.',
    'weblink.prompt': 'Abra esta página para ligar este chat à sua conta de {site}. É só para si: não a partilhe.',
  },
};

import type { LanguageTexts } from './language-texts.ts';

/** Italian. Nobody who grew up with the language has read it yet. */
export const it: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Quale numero vede su {site}?',
    'question.confirm': 'Collegare questa chat all’account {account} di {site}?',
    'question.code':
      'Collegare questa chat all’account {account} di {site}? Solo se ha effettuato Lei l’accesso: se qualcuno Le ha dato il codice, scelga «Non sono io».',
    'question.again': 'Tocchi una risposta, per favore:',
    'answer.connect': 'Collega',
    'answer.notMe': 'Non sono io',
    'answer.undo': 'Scollega',
    'answer.replace': 'Collega questo',
    'answer.keep': 'Lascia così',
    'answer.open': 'Apri la pagina',
    linked: 'Questa chat è ora collegata all’account {account} di {site}. Se non è stato lei, la scolleghi.',
    alreadyLinked: 'Questa chat è già collegata all’account {account} di {site}.',
    unlinked: 'Questa chat non è più collegata al suo account di {site}.',
    notLinked: 'Questa chat non è collegata a nessun account di {site}.',
    wrongNumber: 'Il numero non è quello, quindi non è stato collegato nulla. Per riprovare, ricominci su {site}.',
    expired: 'È passato troppo tempo, quindi non è stato collegato nulla. Per riprovare, ricominci su {site}.',
    notYou: 'Non è stato collegato nulla, e {site} sa che non era lei.',
    otherPerson: 'Questo era per un’altra persona, quindi non è stato collegato nulla.',
    confirmOnSite: 'Ancora un passo: confermi su {site} che questa chat è sua.',
    tooWeak: '{site} chiede una prova più sicura. Colleghi questa chat dal suo account su {site}.',
    failed: 'Qualcosa è andato storto, quindi non è stato collegato nulla. Riprovi più tardi.',
    'conflict.ask': 'Questa chat è collegata all’account {standing} di {site}. Collegarla invece a {account}?',
    'conflict.refused': 'Questa chat è collegata a un altro account di {site}. Scolleghi prima quello, poi riprovi.',
    'conflict.replaced': 'Questa chat è ora collegata all’account {account} di {site}, e non più a {standing}.',
    'conflict.kept': 'Non è cambiato nulla: questa chat resta collegata all’account {standing} di {site}.',
    'login.prompt': 'Acceda a {site} per collegare questa chat al suo account.',
    'login.onPhoneOnly':
      'Il pulsante di accesso funziona solo sul telefono. Da un computer, apra invece questa pagina. È solo per lei: non la inoltri.',
    'logout.prompt': 'Questa chat è collegata all’account {account} di {site}. Esca per scollegarla.',
    'code.unknown': 'Questo codice non è noto o è scaduto. Ne richieda uno nuovo su {site}.',
    'code.askSite': 'Acceda a {site} per avere un codice e lo invii qui.',
    'code.tooMany': 'Sono stati provati troppi codici. Aspetti un po’, poi ne richieda uno nuovo su {site}.',
    'weblink.prompt':
      'Apra questa pagina per collegare questa chat al suo account di {site}. È solo per lei: non la inoltri.',
  },
};

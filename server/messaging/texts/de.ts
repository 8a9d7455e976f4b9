import type { LanguageTexts } from './language-texts.ts';

/** German. Nobody who grew up with the language has read it yet. */
export const de: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Welche Zahl sehen Sie auf {site}?',
    'question.confirm': 'Diesen Chat mit dem Konto {account} bei {site} verbinden?',
    'question.code':
      'Diesen Chat mit dem Konto {account} bei {site} verbinden? Nur wenn Sie sich dort selbst angemeldet haben: Hat Ihnen jemand den Code gegeben, wählen Sie „Das bin ich nicht“.',
    'question.again': 'Bitte tippen Sie auf eine Antwort:',
    'answer.connect': 'Verbinden',
    'answer.notMe': 'Das bin ich nicht',
    'answer.undo': 'Trennen',
    'answer.replace': 'Dieses verbinden',
    'answer.keep': 'So lassen',
    'answer.open': 'Seite öffnen',
    linked: 'Dieser Chat ist jetzt mit dem Konto {account} bei {site} verbunden. Waren Sie das nicht, trennen Sie ihn.',
    alreadyLinked: 'Dieser Chat ist schon mit dem Konto {account} bei {site} verbunden.',
    unlinked: 'Dieser Chat ist nicht mehr mit Ihrem Konto bei {site} verbunden.',
    notLinked: 'Dieser Chat ist mit keinem Konto bei {site} verbunden.',
    wrongNumber:
      'Das ist nicht die richtige Zahl, deshalb wurde nichts verbunden. Beginnen Sie auf {site} neu, um es noch einmal zu versuchen.',
    expired:
      'Das hat zu lange gedauert, deshalb wurde nichts verbunden. Beginnen Sie auf {site} neu, um es noch einmal zu versuchen.',
    notYou: 'Es wurde nichts verbunden, und {site} weiß, dass Sie es nicht waren.',
    otherPerson: 'Das war für jemand anderen bestimmt, deshalb wurde nichts verbunden.',
    confirmOnSite: 'Noch ein Schritt: Bestätigen Sie auf {site}, dass dieser Chat Ihrer ist.',
    tooWeak: '{site} verlangt einen stärkeren Nachweis. Verbinden Sie diesen Chat von Ihrem Konto auf {site} aus.',
    failed: 'Etwas ist schiefgegangen, deshalb wurde nichts verbunden. Bitte versuchen Sie es später noch einmal.',
    'conflict.ask':
      'Dieser Chat ist mit dem Konto {standing} bei {site} verbunden. Stattdessen mit {account} verbinden?',
    'conflict.refused':
      'Dieser Chat ist mit einem anderen Konto bei {site} verbunden. Trennen Sie zuerst jenes und versuchen Sie es dann noch einmal.',
    'conflict.replaced':
      'Dieser Chat ist jetzt mit dem Konto {account} bei {site} verbunden und nicht mehr mit {standing}.',
    'conflict.kept': 'Es bleibt, wie es war: Dieser Chat ist mit dem Konto {standing} bei {site} verbunden.',
    'login.prompt': 'Melden Sie sich bei {site} an, um diesen Chat mit Ihrem Konto zu verbinden.',
    'login.onPhoneOnly':
      'Die Schaltfläche zum Anmelden geht nur auf dem Handy. Öffnen Sie am Computer stattdessen diese Seite. Sie ist nur für Sie: Geben Sie sie nicht weiter.',
    'logout.prompt':
      'Dieser Chat ist mit dem Konto {account} bei {site} verbunden. Melden Sie sich ab, um ihn zu trennen.',
    'code.unknown': 'Dieser Code ist nicht bekannt oder abgelaufen. Holen Sie auf {site} einen neuen.',
    'code.askSite': 'Melden Sie sich auf {site} an, holen Sie dort einen Code und senden Sie ihn hierher.',
    'code.tooMany':
      'Es wurden zu viele Codes versucht. Warten Sie eine Weile und holen Sie dann auf {site} einen neuen.',
    'weblink.prompt':
      'Öffnen Sie diese Seite, um diesen Chat mit Ihrem Konto bei {site} zu verbinden. Sie ist nur für Sie: Geben Sie sie nicht weiter.',
  },
};

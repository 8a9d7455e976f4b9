import type { LanguageTexts } from './language-texts.ts';

/** Dutch. Nobody who grew up with the language has read it yet. */
export const nl: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Welk getal ziet u op {site}?',
    'question.confirm': 'Deze chat koppelen aan het account {account} van {site}?',
    'question.code':
      'Deze chat koppelen aan het account {account} van {site}? Alleen als u daar zelf bent ingelogd: kreeg u de code van iemand anders, kies dan ‘Dat ben ik niet’.',
    'question.again': 'Tik alstublieft op een antwoord:',
    'answer.connect': 'Koppelen',
    'answer.notMe': 'Dat ben ik niet',
    'answer.undo': 'Ontkoppelen',
    'answer.replace': 'Dit koppelen',
    'answer.keep': 'Zo laten',
    'answer.open': 'Pagina openen',
    linked: 'Deze chat is nu gekoppeld aan het account {account} van {site}. Was u dat niet, ontkoppel hem dan.',
    alreadyLinked: 'Deze chat is al gekoppeld aan het account {account} van {site}.',
    unlinked: 'Deze chat is niet meer gekoppeld aan uw account van {site}.',
    notLinked: 'Deze chat is niet gekoppeld aan een account van {site}.',
    wrongNumber:
      'Dat is niet het getal, dus er is niets gekoppeld. Begin op {site} opnieuw om het nog eens te proberen.',
    expired: 'Dat duurde te lang, dus er is niets gekoppeld. Begin op {site} opnieuw om het nog eens te proberen.',
    notYou: 'Er is niets gekoppeld, en {site} weet dat u het niet was.',
    otherPerson: 'Dit was voor iemand anders bedoeld, dus er is niets gekoppeld.',
    confirmOnSite: 'Nog één stap: bevestig op {site} dat deze chat van u is.',
    tooWeak: '{site} vraagt een sterker bewijs. Koppel deze chat vanuit uw account op {site}.',
    failed: 'Er ging iets mis, dus er is niets gekoppeld. Probeer het later nog eens.',
    'conflict.ask':
      'Deze chat is gekoppeld aan het account {standing} van {site}. In plaats daarvan aan {account} koppelen?',
    'conflict.refused':
      'Deze chat is gekoppeld aan een ander account van {site}. Ontkoppel dat eerst en probeer het dan opnieuw.',
    'conflict.replaced': 'Deze chat is nu gekoppeld aan het account {account} van {site}, en niet meer aan {standing}.',
    'conflict.kept': 'Er is niets veranderd: deze chat blijft gekoppeld aan het account {standing} van {site}.',
    'login.prompt': 'Log in bij {site} om deze chat aan uw account te koppelen.',
    'login.onPhoneOnly':
      'De inlogknop werkt alleen op een telefoon. Open op een computer in plaats daarvan deze pagina. Ze is alleen voor u: geef haar niet door.',
    'logout.prompt': 'Deze chat is gekoppeld aan het account {account} van {site}. Log uit om hem te ontkoppelen.',
    'code.unknown': 'Deze code is onbekend of verlopen. Haal een nieuwe op {site}.',
    'code.askSite': 'Log in op {site} om een code te krijgen en stuur die hierheen.',
    'code.tooMany': 'Er zijn te veel codes geprobeerd. Wacht even en haal dan een nieuwe op {site}.',
    'weblink.prompt':
      'Open deze pagina om deze chat aan uw account van {site} te koppelen. Ze is alleen voor u: geef haar niet door.',
  },
};

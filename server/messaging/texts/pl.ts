import type { LanguageTexts } from './language-texts.ts';

/** Polish. Nobody who grew up with the language has read it yet. */
export const pl: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'Jaka liczba jest widoczna na {site}?',
    'question.confirm': 'Połączyć ten czat z kontem {account} w {site}?',
    'question.code':
      'Połączyć ten czat z kontem {account} w {site}? Tylko jeśli to Ty się tam zalogowałeś lub zalogowałaś: jeśli kod podał ktoś inny, wybierz „To nie ja”.',
    'question.again': 'Proszę dotknąć jednej z odpowiedzi:',
    'answer.connect': 'Połącz',
    'answer.notMe': 'To nie ja',
    'answer.undo': 'Rozłącz',
    'answer.replace': 'Połącz z tym',
    'answer.keep': 'Zostaw bez zmian',
    'answer.open': 'Otwórz stronę',
    linked: 'Ten czat jest teraz połączony z kontem {account} w {site}. Jeśli to nie Ty, rozłącz go.',
    alreadyLinked: 'Ten czat jest już połączony z kontem {account} w {site}.',
    unlinked: 'Ten czat nie jest już połączony z Twoim kontem w {site}.',
    notLinked: 'Ten czat nie jest połączony z żadnym kontem w {site}.',
    wrongNumber: 'To nie ta liczba, więc niczego nie połączono. Aby spróbować ponownie, zacznij od nowa na {site}.',
    expired: 'Trwało to zbyt długo, więc niczego nie połączono. Aby spróbować ponownie, zacznij od nowa na {site}.',
    notYou: 'Niczego nie połączono, a {site} wie, że to nie Ty.',
    otherPerson: 'To było dla kogoś innego, więc niczego nie połączono.',
    confirmOnSite: 'Jeszcze jeden krok: potwierdź na {site}, że ten czat należy do Ciebie.',
    tooWeak: '{site} wymaga mocniejszego potwierdzenia. Połącz ten czat ze swojego konta na {site}.',
    failed: 'Coś poszło nie tak, więc niczego nie połączono. Spróbuj później.',
    'conflict.ask': 'Ten czat jest połączony z kontem {standing} w {site}. Połączyć go zamiast tego z {account}?',
    'conflict.refused':
      'Ten czat jest połączony z innym kontem w {site}. Najpierw rozłącz tamto, potem spróbuj ponownie.',
    'conflict.replaced': 'Ten czat jest teraz połączony z kontem {account} w {site}, a już nie z {standing}.',
    'conflict.kept': 'Nic się nie zmieniło: ten czat pozostaje połączony z kontem {standing} w {site}.',
    'login.prompt': 'Zaloguj się w {site}, aby połączyć ten czat ze swoim kontem.',
    'login.onPhoneOnly':
      'Przycisk logowania działa tylko na telefonie. Na komputerze otwórz zamiast tego tę stronę. Jest tylko dla Ciebie: nie przekazuj jej dalej.',
    'logout.prompt': 'Ten czat jest połączony z kontem {account} w {site}. Wyloguj się, aby go rozłączyć.',
    'code.unknown': 'Ten kod jest nieznany lub wygasł. Pobierz nowy na {site}.',
    'code.askSite': 'Zaloguj się na {site}, aby otrzymać kod, i wyślij go tutaj.',
    'code.tooMany': 'Wypróbowano zbyt wiele kodów. Odczekaj chwilę, a potem pobierz nowy na {site}.',
    'weblink.prompt':
      'Otwórz tę stronę, aby połączyć ten czat ze swoim kontem w {site}. Jest tylko dla Ciebie: nie przekazuj jej dalej.',
  },
};

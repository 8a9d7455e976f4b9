import type { PageTexts } from './page-texts.ts';

/** German. Nobody who grew up with the language has read it yet. */
export const de: PageTexts = {
  'start.heading': 'Ihren Chat mit {site} verbinden',
  'start.lead': 'Melden Sie sich bei {site} an. Danach sehen Sie hier Ihr Konto und entscheiden.',
  'start.button': 'Bei {site} anmelden',
  'start.warning':
    'Das sind nicht Sie? Dann schließen Sie diese Seite: Jemand hat einen Link weitergegeben, der ihm gehört.',
  'label.page': 'Chat mit',
  'label.person': 'Name in Messenger',
  'label.account': 'Konto',
  'person.initial': 'jemand in Messenger, {initial}',
  'person.unknown': 'jemand in Messenger',
  'confirm.heading': 'Gehört beides Ihnen?',
  'confirm.lead':
    'Wer in diesem Chat schreibt, kann dann etwas über dieses Konto erfahren. Verbinden Sie beides nur, wenn es Ihnen gehört.',
  'confirm.connect': 'Verbinden',
  'confirm.cancel': 'Abbrechen',
  'confirm.other': 'Nicht Ihr Konto? Als jemand anderes anmelden',
  'number.heading': 'Ein letzter Schritt',
  'number.lead': 'Der Chat fragt nach dieser Zahl. Antworten Sie dort mit ihr.',
  'number.secret': 'Sagen Sie sie sonst niemandem.',
  'number.back': 'Zurück zum Chat',
  'number.late': 'Messenger wartet nicht mehr auf diese Seite. Gehen Sie selbst zurück zum Chat: Dort steht die Frage.',
  'done.heading': 'Das war hier alles',
  'done.lead': 'Gehen Sie zurück zum Chat: Dort steht, ob alles verbunden ist. Sie können diese Seite schließen.',
  'cancelled.heading': 'Nichts wurde verbunden',
  'cancelled.lead': 'Sie können diese Seite schließen und zum Chat zurückgehen.',
  'going.heading': 'Einen Moment',
  'going.link': 'Weiter',
  'fault.bad_link.heading': 'Dieser Link funktioniert nicht',
  'fault.bad_link.lead': 'Öffnen Sie ihn aus dem Chat mit der Schaltfläche zum Anmelden.',
  'fault.too_old.heading': 'Dieser Link ist zu alt',
  'fault.too_old.lead': 'Tippen Sie im Chat noch einmal auf Anmelden.',
  'fault.used.heading': 'Diese Seite wurde schon benutzt',
  'fault.used.lead': 'Wenn noch nichts verbunden ist, tippen Sie im Chat noch einmal auf Anmelden.',
  'fault.other_browser.heading': 'Diese Seite gehört zu einem anderen Browser',
  'fault.other_browser.lead':
    'Nichts wurde verbunden. Tippen Sie im Chat noch einmal auf Anmelden und bleiben Sie in dem Fenster, das sich öffnet.',
  'fault.no_login.heading': 'Verbinden ist noch nicht möglich',
  'fault.no_login.lead':
    '{site} hat noch nicht eingerichtet, wie man sich hier anmeldet. Bitte sagen Sie dort Bescheid.',
  'fault.login_failed.heading': 'Die Anmeldung hat nicht geklappt',
  'fault.login_failed.lead': 'Nichts wurde verbunden. Bitte versuchen Sie es noch einmal.',
  'fault.unreachable.heading': 'Messenger hat nicht geantwortet',
  'fault.unreachable.lead':
    'Nichts wurde verbunden. Warten Sie kurz und tippen Sie dann im Chat noch einmal auf Anmelden.',
  'fault.too_many.heading': 'Zu viele Versuche',
  'fault.too_many.lead': 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
  'fault.failed.heading': 'Etwas ist schiefgegangen',
  'fault.failed.lead': 'Nichts wurde verbunden. Bitte versuchen Sie es später noch einmal.',
};

import type { RareLanguage } from '../texts/rare-language.ts';

/** Hebrew. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'הקישו על המספר הזה ב-Messenger:',
    thread: 'עוד צעד אחד: השיבו ב-Messenger.',
    person: 'השם ב-Messenger: {name}. האם זה אתם?',
    unnamed: 'לא ידוע',
    yes: 'כן, לחבר',
    no: 'לא, זה לא אני',
    write: 'עדיין איננו יכולים לכתוב לכם ב-Messenger. כתבו משהו בצ׳אט ונשאל אתכם שם.',
    later: 'איננו יכולים לשאול אתכם ב-Messenger כרגע. נסו שוב מאוחר יותר.',
    failed: 'זה לא הצליח. נסו שוב.',
  },
  chatCode: {
    offer: 'להשתמש בקוד',
    send: 'שלחו את הקוד הזה בצ׳אט שלנו:',
    until: 'תקף פעם אחת, עד {time}',
    copy: 'העתקה',
    failed: 'זה לא הצליח. נסו שוב מאוחר יותר.',
  },
};

import type { RareLanguage } from '../texts/rare-language.ts';

/** Arabic. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'اضغط على هذا الرقم في Messenger:',
    thread: 'خطوة أخيرة: أجب في Messenger.',
    person: 'الاسم في Messenger: {name}. هل هذا أنت؟',
    unnamed: 'غير معروف',
    yes: 'نعم، اربط',
    no: 'لا، لست أنا',
    write: 'لا يمكننا مراسلتك في Messenger بعد. اكتب شيئًا في المحادثة وسنسألك هناك.',
    later: 'لا يمكننا سؤالك في Messenger الآن. يرجى المحاولة لاحقًا.',
    failed: 'لم ينجح ذلك. حاول مرة أخرى.',
  },
  chatCode: {
    offer: 'استخدام رمز بدلاً من ذلك',
    send: 'أرسل هذا الرمز في دردشتنا:',
    until: 'صالح مرة واحدة حتى {time}',
    copy: 'نسخ',
    failed: 'لم ينجح ذلك. حاول لاحقًا.',
  },
};

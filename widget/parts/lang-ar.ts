import type { Language } from '../texts/keys.ts';

/** Arabic. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'ننتظرك في Messenger…',
    arrived: 'أنت الآن في Messenger',
    linked: 'تم ربط Messenger',
    refused: 'تعذّر ربط Messenger بحسابك. حاول مرة أخرى أو أخبرنا في الدردشة.',
  },
  bubble: {
    open: 'راسلنا',
    close: 'إغلاق',
  },
  qr: {
    alt: 'رمز QR يفتح الدردشة معنا في Messenger',
    scan: 'امسح الرمز بكاميرا هاتفك',
    save: 'حفظ الصورة',
  },
  checkbox: {
    agree: 'أرسلوا لي رسائل في Messenger',
    next: 'متابعة في Messenger',
  },
  link: {
    as: 'مرتبط باسم {name}',
    none: 'غير مرتبط بـ Messenger',
    connect: 'ربط Messenger',
    undo: 'إلغاء الربط',
    other: 'ربط حساب آخر',
    failed: 'لم ينجح ذلك. حاول مرة أخرى.',
    ended: 'تم إلغاء الربط. للتراجع، أعد الربط.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'احصل على هذا في Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'استلم هذا في Messenger',
    SEND_THIS_TO_ME: 'أرسل لي هذا',
    GET_CUSTOMER_ASSISTANCE: 'احصل على مساعدة العملاء',
    GET_CUSTOMER_SERVICE: 'خدمة العملاء',
    GET_SUPPORT: 'احصل على الدعم',
    LET_US_CHAT: 'لنتحدث',
    SEND_ME_MESSAGES: 'أرسل لي رسائل',
    ALERT_ME_IN_MESSENGER: 'نبّهني في Messenger',
    SEND_ME_UPDATES: 'أرسل لي المستجدات',
    MESSAGE_ME: 'راسلني',
    LET_ME_KNOW: 'أعلمني',
    KEEP_ME_UPDATED: 'أبقني على اطلاع',
    TELL_ME_MORE: 'أخبرني بالمزيد',
    SUBSCRIBE_IN_MESSENGER: 'اشترك في Messenger',
    SUBSCRIBE_TO_UPDATES: 'اشترك في المستجدات',
    GET_MESSAGES: 'احصل على الرسائل',
    SUBSCRIBE: 'اشترك',
    GET_STARTED_IN_MESSENGER: 'ابدأ في Messenger',
    LEARN_MORE_IN_MESSENGER: 'اعرف المزيد في Messenger',
    GET_STARTED: 'ابدأ',
    SEND_TO_MESSENGER: 'أرسل إلى Messenger',
    MESSAGE_US: 'راسلنا',
  },
};

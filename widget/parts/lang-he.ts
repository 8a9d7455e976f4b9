import type { Language } from '../texts/keys.ts';

/** Hebrew. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'מחכים לך ב-Messenger…',
    arrived: 'הגעת ל-Messenger',
    linked: 'Messenger מחובר',
    refused: 'לא ניתן היה לחבר את Messenger לחשבון שלך. אפשר לנסות שוב או לספר לנו בצ׳אט.',
  },
  bubble: {
    open: 'כתבו לנו',
    close: 'סגירה',
  },
  qr: {
    alt: 'קוד QR שפותח את הצ׳אט איתנו ב-Messenger',
    scan: 'סריקה במצלמת הטלפון',
    save: 'שמירת התמונה',
  },
  checkbox: {
    agree: 'שלחו לי הודעות ב-Messenger',
    next: 'המשך ב-Messenger',
  },
  link: {
    as: 'מחובר בשם {name}',
    none: 'לא מחובר ל-Messenger',
    connect: 'חיבור Messenger',
    undo: 'ניתוק',
    other: 'חיבור חשבון אחר',
    failed: 'זה לא הצליח. אפשר לנסות שוב.',
    ended: 'החיבור נותק. אפשר לבטל זאת בחיבור מחדש.',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'לקבל את זה ב-Messenger',
    RECEIVE_THIS_IN_MESSENGER: 'קבלת זה ב-Messenger',
    SEND_THIS_TO_ME: 'שלחו לי את זה',
    GET_CUSTOMER_ASSISTANCE: 'קבלת סיוע ללקוחות',
    GET_CUSTOMER_SERVICE: 'שירות לקוחות',
    GET_SUPPORT: 'קבלת תמיכה',
    LET_US_CHAT: 'בואו נדבר',
    SEND_ME_MESSAGES: 'שלחו לי הודעות',
    ALERT_ME_IN_MESSENGER: 'התריעו לי ב-Messenger',
    SEND_ME_UPDATES: 'שלחו לי עדכונים',
    MESSAGE_ME: 'כתבו לי',
    LET_ME_KNOW: 'הודיעו לי',
    KEEP_ME_UPDATED: 'עדכנו אותי',
    TELL_ME_MORE: 'ספרו לי עוד',
    SUBSCRIBE_IN_MESSENGER: 'הרשמה ב-Messenger',
    SUBSCRIBE_TO_UPDATES: 'הרשמה לעדכונים',
    GET_MESSAGES: 'קבלת הודעות',
    SUBSCRIBE: 'הרשמה',
    GET_STARTED_IN_MESSENGER: 'להתחיל ב-Messenger',
    LEARN_MORE_IN_MESSENGER: 'מידע נוסף ב-Messenger',
    GET_STARTED: 'להתחיל',
    SEND_TO_MESSENGER: 'שליחה ל-Messenger',
    MESSAGE_US: 'כתבו לנו',
  },
};

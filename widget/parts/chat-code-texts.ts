import type { ChatCodeTexts } from '../chat-code/chat-code-texts.ts';
import type { LanguageCode } from '../texts/languages.ts';

/** In every language but English; nobody who grew up with one of them has read any. */
export const texts: Readonly<Record<Exclude<LanguageCode, 'en'>, ChatCodeTexts>> = {
  de: {
    offer: 'Stattdessen mit Code',
    send: 'Senden Sie diesen Code in unserem Chat:',
    until: 'Gilt einmal, bis {time}',
    copy: 'Kopieren',
    failed: 'Das hat nicht geklappt. Bitte später noch einmal versuchen.',
  },
  fr: {
    offer: 'Utiliser plutôt un code',
    send: 'Envoyez ce code dans notre discussion :',
    until: 'Valable une fois, jusqu’à {time}',
    copy: 'Copier',
    failed: 'Cela n’a pas fonctionné. Veuillez réessayer plus tard.',
  },
  es: {
    offer: 'Usar un código',
    send: 'Envíe este código en nuestro chat:',
    until: 'Vale una vez, hasta las {time}',
    copy: 'Copiar',
    failed: 'No ha funcionado. Inténtelo más tarde.',
  },
  pt: {
    offer: 'Usar um código',
    send: 'Envie este código no nosso chat:',
    until: 'Válido uma vez, até às {time}',
    copy: 'Copiar',
    failed: 'Não funcionou. Tente mais tarde.',
  },
  it: {
    offer: 'Usare un codice',
    send: 'Invii questo codice nella nostra chat:',
    until: 'Vale una volta, fino alle {time}',
    copy: 'Copia',
    failed: 'Non ha funzionato. Riprovi più tardi.',
  },
  nl: {
    offer: 'Een code gebruiken',
    send: 'Stuur deze code in onze chat:',
    until: 'Eenmalig geldig, tot {time}',
    copy: 'Kopiëren',
    failed: 'Dat is niet gelukt. Probeer het later opnieuw.',
  },
  pl: {
    offer: 'Użyj kodu',
    send: 'Wyślij ten kod na naszym czacie:',
    until: 'Działa raz, do {time}',
    copy: 'Kopiuj',
    failed: 'Nie udało się. Spróbuj ponownie później.',
  },
  ja: {
    offer: 'コードを使う',
    send: 'このコードをチャットで送信してください:',
    until: '{time}まで1回のみ有効',
    copy: 'コピー',
    failed: 'うまくいきませんでした。後でもう一度お試しください。',
  },
  zh: {
    offer: '改用代码',
    send: '请在我们的对话中发送此代码：',
    until: '仅可使用一次，{time} 前有效',
    copy: '复制',
    failed: '未能成功，请稍后再试。',
  },
  ar: {
    offer: 'استخدام رمز بدلاً من ذلك',
    send: 'أرسل هذا الرمز في دردشتنا:',
    until: 'صالح مرة واحدة حتى {time}',
    copy: 'نسخ',
    failed: 'لم ينجح ذلك. حاول لاحقًا.',
  },
  he: {
    offer: 'להשתמש בקוד',
    send: 'שלחו את הקוד הזה בצ׳אט שלנו:',
    until: 'תקף פעם אחת, עד {time}',
    copy: 'העתקה',
    failed: 'זה לא הצליח. נסו שוב מאוחר יותר.',
  },
};

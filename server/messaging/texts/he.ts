import type { LanguageTexts } from './language-texts.ts';

/** Hebrew. Nobody who grew up with the language has read it yet. */
export const he: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': 'איזה מספר מופיע באתר {site}?',
    'question.confirm': 'לחבר את הצ׳אט הזה לחשבון {account} באתר {site}?',
    'question.code':
      'לחבר את הצ׳אט הזה לחשבון {account} באתר {site}? רק אם נכנסתם לשם בעצמכם: אם מישהו נתן לכם את הקוד, יש לבחור ״זה לא אני״.',
    'question.again': 'נא להקיש על אחת התשובות:',
    'answer.connect': 'חיבור',
    'answer.notMe': 'זה לא אני',
    'answer.undo': 'ניתוק',
    'answer.replace': 'חיבור החשבון הזה',
    'answer.keep': 'להשאיר כמו שזה',
    'answer.open': 'פתיחת הדף',
    linked: 'הצ׳אט הזה מחובר עכשיו לחשבון {account} באתר {site}. אם לא עשית זאת, אפשר לנתק אותו.',
    alreadyLinked: 'הצ׳אט הזה כבר מחובר לחשבון {account} באתר {site}.',
    unlinked: 'הצ׳אט הזה כבר לא מחובר לחשבון שלך באתר {site}.',
    notLinked: 'הצ׳אט הזה לא מחובר לחשבון באתר {site}.',
    wrongNumber: 'זה לא המספר, ולכן שום דבר לא חובר. כדי לנסות שוב, יש להתחיל מחדש באתר {site}.',
    expired: 'עבר יותר מדי זמן, ולכן שום דבר לא חובר. כדי לנסות שוב, יש להתחיל מחדש באתר {site}.',
    notYou: 'שום דבר לא חובר, והודענו לאתר {site} שזה לא היה מצידך.',
    otherPerson: 'זה היה מיועד למישהו אחר, ולכן שום דבר לא חובר.',
    confirmOnSite: 'עוד צעד אחד: יש לאשר באתר {site} שהצ׳אט הזה שלך.',
    tooWeak: 'האתר {site} דורש הוכחה חזקה יותר. יש לחבר את הצ׳אט הזה מהחשבון שלך באתר {site}.',
    failed: 'משהו השתבש, ולכן שום דבר לא חובר. אפשר לנסות שוב מאוחר יותר.',
    'conflict.ask': 'הצ׳אט הזה מחובר לחשבון {standing} באתר {site}. לחבר אותו לחשבון {account} במקום?',
    'conflict.refused': 'הצ׳אט הזה מחובר לחשבון אחר באתר {site}. יש לנתק קודם אותו ואז לנסות שוב.',
    'conflict.replaced': 'הצ׳אט הזה מחובר עכשיו לחשבון {account} באתר {site}, וכבר לא לחשבון {standing}.',
    'conflict.kept': 'דבר לא השתנה: הצ׳אט הזה נשאר מחובר לחשבון {standing} באתר {site}.',
    'login.prompt': 'יש להתחבר לאתר {site} כדי לקשר את הצ׳אט הזה לחשבון שלך.',
    'login.onPhoneOnly':
      'כפתור ההתחברות פועל רק בטלפון. במחשב, אפשר לפתוח את הדף הזה במקום. הוא מיועד רק לך: לא להעביר אותו הלאה.',
    'logout.prompt': 'הצ׳אט הזה מחובר לחשבון {account} באתר {site}. כדי לנתק אותו, יש לצאת מהחשבון.',
    'code.unknown': 'הקוד הזה לא מוכר או שפג תוקפו. אפשר לקבל קוד חדש באתר {site}.',
    'code.askSite': 'יש להיכנס לאתר {site} כדי לקבל קוד, ולשלוח אותו לכאן.',
    'code.tooMany': 'נוסו יותר מדי קודים. יש להמתין מעט ואז לקבל קוד חדש באתר {site}.',
    'weblink.prompt':
      'יש לפתוח את הדף הזה כדי לחבר את הצ׳אט לחשבון שלך באתר {site}. הוא מיועד רק לך: לא להעביר אותו הלאה.',
  },
};

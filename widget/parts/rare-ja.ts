import type { RareLanguage } from '../texts/rare-language.ts';

/** Japanese. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: 'Messenger でこの数字をタップしてください：',
    thread: 'あと一歩です。Messenger で回答してください。',
    person: 'Messenger での名前：{name}。ご本人ですか？',
    unnamed: '不明',
    yes: 'はい、連携する',
    no: 'いいえ、違います',
    write: 'まだ Messenger でご連絡できません。チャットに何か書き込んでいただくと、そこで質問します。',
    later: 'ただいま Messenger で質問できません。後でもう一度お試しください。',
    failed: 'うまくいきませんでした。もう一度お試しください。',
  },
  chatCode: {
    offer: 'コードを使う',
    send: 'このコードをチャットで送信してください:',
    until: '{time}まで1回のみ有効',
    copy: 'コピー',
    failed: 'うまくいきませんでした。後でもう一度お試しください。',
  },
};

import type { LanguageTexts } from './language-texts.ts';

/** Japanese. Nobody who grew up with the language has read it yet. */
export const ja: LanguageTexts = {
  reviewed: false,
  texts: {
    'question.match': '{site} に表示されている番号はどれですか？',
    'question.confirm': 'このチャットを {site} のアカウント {account} と連携しますか？',
    'question.code':
      'このチャットを {site} のアカウント {account} と連携しますか？ご自分でログインした場合に限ります。誰かからコードを渡された場合は「私ではありません」を選んでください。',
    'question.again': '下の回答をタップしてください：',
    'answer.connect': '連携する',
    'answer.notMe': '私ではありません',
    'answer.undo': '連携を解除',
    'answer.replace': 'こちらと連携する',
    'answer.keep': 'このままにする',
    'answer.open': 'ページを開く',
    linked:
      'このチャットは {site} のアカウント {account} と連携されました。お心当たりがない場合は、連携を解除してください。',
    alreadyLinked: 'このチャットはすでに {site} のアカウント {account} と連携されています。',
    unlinked: 'このチャットと {site} のアカウントの連携は解除されました。',
    notLinked: 'このチャットは {site} のアカウントと連携されていません。',
    wrongNumber: '番号が違うため、連携されませんでした。もう一度行うには、{site} で最初からやり直してください。',
    expired: '時間切れのため、連携されませんでした。もう一度行うには、{site} で最初からやり直してください。',
    notYou: '連携は行われませんでした。ご本人ではないことを {site} に伝えました。',
    otherPerson: 'これは別の方に向けたものだったため、連携されませんでした。',
    confirmOnSite: 'あと一歩です。このチャットがご自身のものであることを {site} で確認してください。',
    tooWeak: '{site} ではより確実な本人確認が必要です。{site} のアカウントからこのチャットを連携してください。',
    failed: '問題が発生したため、連携されませんでした。しばらくしてからもう一度お試しください。',
    'conflict.ask':
      'このチャットは {site} のアカウント {standing} と連携されています。代わりに {account} と連携しますか？',
    'conflict.refused':
      'このチャットは {site} の別のアカウントと連携されています。先にその連携を解除してから、もう一度お試しください。',
    'conflict.replaced':
      'このチャットは {site} のアカウント {account} と連携され、{standing} との連携は解除されました。',
    'conflict.kept': '変更はありません。このチャットは引き続き {site} のアカウント {standing} と連携されています。',
    'login.prompt': 'このチャットをアカウントと連携するには、{site} にログインしてください。',
    'login.onPhoneOnly':
      'ログインボタンはスマートフォンでのみ使えます。パソコンでは、代わりにこのページを開いてください。あなた専用のページですので、他の方に送らないでください。',
    'logout.prompt':
      'このチャットは {site} のアカウント {account} と連携されています。解除するにはログアウトしてください。',
    'code.unknown': 'このコードは無効か、期限が切れています。{site} で新しいコードを取得してください。',
    'code.askSite': '{site} にログインしてコードを取得し、ここに送信してください。',
    'code.tooMany': 'コードの入力回数が多すぎます。しばらく待ってから、{site} で新しいコードを取得してください。',
    'weblink.prompt':
      'このチャットを {site} のアカウントと連携するには、このページを開いてください。あなた専用のページですので、他の方に送らないでください。',
  },
};

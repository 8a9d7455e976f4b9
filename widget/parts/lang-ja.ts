import type { Language } from '../texts/keys.ts';

/** Japanese. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: 'Messengerでお待ちしています…',
    arrived: 'Messengerを開きました',
    linked: 'Messengerと連携しました',
    refused: 'Messengerをアカウントと連携できませんでした。もう一度お試しいただくか、チャットでお知らせください。',
  },
  bubble: {
    open: 'メッセージを送る',
    close: '閉じる',
  },
  qr: {
    alt: 'Messengerのチャットを開くQRコード',
    scan: 'スマートフォンのカメラで読み取ってください',
    save: '画像を保存',
  },
  checkbox: {
    agree: 'Messengerでメッセージを受け取る',
    next: 'Messengerで続ける',
  },
  link: {
    as: '{name}として連携中',
    none: 'Messengerと連携していません',
    connect: 'Messengerと連携',
    undo: '連携を解除',
    other: '別のアカウントと連携',
    failed: 'うまくいきませんでした。もう一度お試しください。',
    ended: '連携を解除しました。もう一度連携すると元に戻せます。',
  },
  cta: {
    GET_THIS_IN_MESSENGER: 'Messengerで入手',
    RECEIVE_THIS_IN_MESSENGER: 'Messengerで受け取る',
    SEND_THIS_TO_ME: '自分に送る',
    GET_CUSTOMER_ASSISTANCE: 'カスタマーサポートを利用',
    GET_CUSTOMER_SERVICE: 'カスタマーサービスに問い合わせ',
    GET_SUPPORT: 'サポートを受ける',
    LET_US_CHAT: 'チャットする',
    SEND_ME_MESSAGES: 'メッセージを受け取る',
    ALERT_ME_IN_MESSENGER: 'Messengerで通知を受け取る',
    SEND_ME_UPDATES: '最新情報を受け取る',
    MESSAGE_ME: '連絡を受け取る',
    LET_ME_KNOW: '知らせてもらう',
    KEEP_ME_UPDATED: '最新情報を受け取り続ける',
    TELL_ME_MORE: 'もっと知りたい',
    SUBSCRIBE_IN_MESSENGER: 'Messengerで登録',
    SUBSCRIBE_TO_UPDATES: '最新情報を登録',
    GET_MESSAGES: 'メッセージを読む',
    SUBSCRIBE: '登録',
    GET_STARTED_IN_MESSENGER: 'Messengerで始める',
    LEARN_MORE_IN_MESSENGER: 'Messengerで詳しく見る',
    GET_STARTED: '始める',
    SEND_TO_MESSENGER: 'Messengerに送る',
    MESSAGE_US: 'メッセージを送る',
  },
};

import type { Language } from '../texts/keys.ts';

/** Simplified Chinese. Nobody who grew up with the language has read it yet. */
export const texts: Language = {
  reviewed: false,
  status: {
    waiting: '我们在 Messenger 等您…',
    arrived: '您已进入 Messenger',
    linked: 'Messenger 已关联',
    refused: '无法将 Messenger 与您的帐户关联。请重试，或在聊天中告诉我们。',
  },
  bubble: {
    open: '给我们发消息',
    close: '关闭',
  },
  qr: {
    alt: '打开 Messenger 聊天的二维码',
    scan: '用手机相机扫描',
    save: '保存图片',
  },
  checkbox: {
    agree: '在 Messenger 中给我发消息',
    next: '在 Messenger 中继续',
  },
  link: {
    as: '已关联为 {name}',
    none: '未关联 Messenger',
    connect: '关联 Messenger',
    undo: '取消关联',
    other: '关联其他帐户',
    failed: '未成功，请重试。',
    ended: '已取消关联。重新关联即可恢复。',
  },
  cta: {
    GET_THIS_IN_MESSENGER: '在 Messenger 中获取',
    RECEIVE_THIS_IN_MESSENGER: '在 Messenger 中接收',
    SEND_THIS_TO_ME: '发送给我',
    GET_CUSTOMER_ASSISTANCE: '获取客户帮助',
    GET_CUSTOMER_SERVICE: '联系客服',
    GET_SUPPORT: '获取支持',
    LET_US_CHAT: '聊一聊',
    SEND_ME_MESSAGES: '给我发消息',
    ALERT_ME_IN_MESSENGER: '在 Messenger 中提醒我',
    SEND_ME_UPDATES: '给我发送最新消息',
    MESSAGE_ME: '给我留言',
    LET_ME_KNOW: '通知我',
    KEEP_ME_UPDATED: '让我了解最新消息',
    TELL_ME_MORE: '告诉我更多',
    SUBSCRIBE_IN_MESSENGER: '在 Messenger 中订阅',
    SUBSCRIBE_TO_UPDATES: '订阅最新消息',
    GET_MESSAGES: '接收消息',
    SUBSCRIBE: '订阅',
    GET_STARTED_IN_MESSENGER: '在 Messenger 中开始',
    LEARN_MORE_IN_MESSENGER: '在 Messenger 中了解详情',
    GET_STARTED: '开始',
    SEND_TO_MESSENGER: '发送到 Messenger',
    MESSAGE_US: '给我们发消息',
  },
};

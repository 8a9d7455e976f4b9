import type { RareLanguage } from '../texts/rare-language.ts';

/** Simplified Chinese. Nobody who grew up with the language has read it yet. */
export const texts: RareLanguage = {
  reviewed: false,
  question: {
    number: '请在 Messenger 中点按这个数字：',
    thread: '还差一步：请在 Messenger 中回答。',
    person: 'Messenger 中的名称：{name}。这是您吗？',
    unnamed: '未知',
    yes: '是的，关联',
    no: '不，不是我',
    write: '我们暂时无法在 Messenger 中给您发消息。请在聊天中写点内容，我们会在那里询问您。',
    later: '我们目前无法在 Messenger 中询问您。请稍后再试。',
    failed: '操作失败，请重试。',
  },
  chatCode: {
    offer: '改用代码',
    send: '请在我们的对话中发送此代码：',
    until: '仅可使用一次，{time} 前有效',
    copy: '复制',
    failed: '未能成功，请稍后再试。',
  },
};

import type { Button, MessageContent, QuickReply } from '../../shared/api/messages.ts';

type Wire = Readonly<Record<string, unknown>>;

/**
 * A message in the platform's own form. Its metadata comes back with the echo: what was sent is known by it.
 * @see https://developers.facebook.com/docs/messenger-platform/reference/send-api
 */
export function toWireMessage(content: MessageContent, metadata: string): Wire {
  const { text, quickReplies, buttons } = content;
  if (!buttons) return { text, ...(quickReplies ? { quick_replies: quickReplies.map(toWireReply) } : {}), metadata };
  const payload = { template_type: 'button', text, buttons: buttons.map(toWireButton) };
  return { attachment: { type: 'template', payload }, metadata };
}

function toWireReply({ title, payload, imageUrl }: QuickReply): Wire {
  return { content_type: 'text', title, payload, ...(imageUrl ? { image_url: imageUrl } : {}) };
}

function toWireButton(button: Button): Wire {
  switch (button.type) {
    case 'url': {
      const { title, url, webviewHeight } = button;
      return { type: 'web_url', title, url, ...(webviewHeight ? { webview_height_ratio: webviewHeight } : {}) };
    }
    case 'postback':
      return { type: 'postback', title: button.title, payload: button.payload };
    case 'account_link':
      return { type: 'account_link', url: button.url };
    case 'account_unlink':
      return { type: 'account_unlink' };
    default:
      return button satisfies never;
  }
}

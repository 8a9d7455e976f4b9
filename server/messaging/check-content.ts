import { MessageContent } from '../../shared/api/messages.ts';
import type { Ctx } from '../base/ctx.ts';
import { type Refusal, refusal } from './refusal.ts';

/**
 * What stands against sending this content, by the limits of the platform; null when nothing does. An address without
 * encryption passes only where this server itself has none, with the simulator.
 */
export function checkContent(
  { settings }: Pick<Ctx, 'settings'>,
  content: MessageContent,
  platform: 'messenger' | 'instagram' | null,
): Refusal | null {
  const [issue] = MessageContent.safeParse(content).error?.issues ?? [];
  if (issue) return invalid(`"${issue.path.join('.')}": ${issue.message}`);
  const isLocal = settings.publicUrl.startsWith('http:');
  if (!isLocal && addressesOf(content).some((url) => !/^https:/i.test(url))) {
    return invalid('An address in it is not https.');
  }
  const hasLogin = content.buttons?.some(({ type }) => type === 'account_link' || type === 'account_unlink') ?? false;
  return hasLogin && platform === 'instagram' ? invalid('Instagram has no buttons to log in and out.') : null;
}

function addressesOf({ buttons = [], quickReplies = [] }: MessageContent): string[] {
  const urls = buttons.map((button) => ('url' in button ? button.url : undefined));
  return [...urls, ...quickReplies.map(({ imageUrl }) => imageUrl)].filter((url) => url !== undefined);
}

function invalid(what: string): Refusal {
  return refusal(
    'content_invalid',
    `The platform would not take this message. ${what}`,
    'Change the message: see /docs.',
  );
}

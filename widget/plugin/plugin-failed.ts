import type { PluginFailure } from '../../shared/visit.ts';

/** Each with what the site's developer can do about it. */
const HINTS: Readonly<Record<PluginFailure, string>> = {
  not_rendered:
    'Meta’s frame said nothing: the app may be in development mode, this domain not on the Page’s list, or a filter in the way.',
  sdk_blocked: 'Meta’s script did not load: a filter, the network or this page’s content security policy.',
  frame_blocked: 'Meta’s frame was blocked: a filter, or this page’s content security policy.',
  development_mode: 'The Meta app is in development mode: only people with a role on it see the plugin.',
  domain_not_whitelisted: 'Meta shows the plugin on https pages only whose domain is on the Page’s list.',
  other: 'Meta’s plugin did not work.',
};

/** Why Meta's plugin gave way to the link. */
export class PluginFailed extends Error {
  override readonly name = 'PluginFailed';
  readonly reason: PluginFailure;
  /** The address of the frame that said nothing. */
  readonly frame: string | undefined;

  constructor(reason: PluginFailure, frame?: string) {
    super(`${reason}: ${HINTS[reason]}`);
    this.reason = reason;
    this.frame = frame;
  }
}

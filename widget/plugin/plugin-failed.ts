import type { PluginFailure } from '../../shared/visit.ts';

const HAPPENED: Readonly<Record<PluginFailure, string>> = {
  not_rendered: 'Meta’s plugin did not say that it is there.',
  sdk_blocked: 'Meta’s script did not load.',
  frame_blocked: 'Meta’s frame was blocked.',
  development_mode: 'The Meta app is in development mode: only people with a role on it see the plugin.',
  domain_not_whitelisted: 'Meta shows the plugin only on https pages whose domain is on the Page’s list.',
  other: 'Meta’s plugin did not work.',
};

/** These are always the site's to mend. */
const FIXES: Readonly<Partial<Record<PluginFailure, string>>> = {
  development_mode: 'Publish the app in Meta’s app dashboard.',
  domain_not_whitelisted: 'Serve the page by https, and connect the Page again: that adds the domains of the site.',
};

/** More about why Meta's plugin gave way to the link. */
export interface PluginFailedOptions {
  /** The address of the frame that said nothing. */
  readonly frame?: string | undefined;
  /** What the site's developer is to do, where it was this page that forbade it. */
  readonly fix?: string;
}

/** Why Meta's plugin gave way to the link: the message begins with the reason. With a `fix` it is the developer's to mend; else it may be a visitor's own wish. */
export class PluginFailed extends Error {
  override readonly name = 'PluginFailed';
  readonly reason: PluginFailure;
  readonly frame: string | undefined;
  readonly fix: string | undefined;

  constructor(reason: PluginFailure, { frame, fix = FIXES[reason] }: PluginFailedOptions = {}) {
    super([`${reason}:`, HAPPENED[reason], ...(fix ? [fix] : [])].join(' '));
    this.reason = reason;
    this.frame = frame;
    this.fix = fix;
  }
}

import type { LanguageCode } from '../../../../shared/language.ts';

/** Why the linking pages go no further. */
export type LinkFault =
  | 'bad_link'
  | 'too_old'
  | 'used'
  | 'other_browser'
  | 'no_login'
  | 'login_failed'
  | 'unreachable'
  | 'too_many'
  | 'failed';

/** What is known of the session that goes no further, so that its person is told in their language, and may try again. */
export interface FaultPlace {
  readonly siteId?: string;
  readonly language?: LanguageCode;
  /** The address of a session from which the login can be tried again. */
  readonly retry?: string;
}

/** An end of the linking pages that the person is told of on a page of its own. */
export class LinkPageError extends Error {
  override readonly name = 'LinkPageError';
  readonly fault: LinkFault;
  readonly place: FaultPlace;

  constructor(fault: LinkFault, place: FaultPlace = {}, options?: ErrorOptions) {
    super(`The linking pages ended with ${fault}.`, options);
    this.fault = fault;
    this.place = place;
  }
}

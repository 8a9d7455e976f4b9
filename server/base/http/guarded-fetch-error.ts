/** Why an address that a customer gave was not called, or gave no answer that counts. */
export type GuardedFetchReason =
  | 'malformed_address'
  | 'scheme_not_allowed'
  | 'port_not_allowed'
  | 'credentials_in_address'
  | 'address_not_allowed'
  | 'not_reachable'
  | 'redirected'
  | 'timeout'
  | 'too_large';

const SENTENCES: Readonly<Record<GuardedFetchReason, string>> = {
  malformed_address: 'The address is not a URL.',
  scheme_not_allowed: 'The address must begin with https.',
  port_not_allowed: 'The port must be 443, 80 or one from 1024 on.',
  credentials_in_address: 'The address must not carry a user name or a password.',
  address_not_allowed: 'The host leads to this machine or into a private network, which is not called.',
  not_reachable: 'Nobody answered at the address: its name, its port or its certificate is wrong, or it is down.',
  redirected: 'The address answered with a redirect, which is not followed: give the address it leads to.',
  timeout: 'The address did not answer in time.',
  too_large: 'The answer was too large.',
};

/** A call of a customer's address that was refused or failed. It carries a reason of a closed set, and quotes nothing. */
export class GuardedFetchError extends Error {
  override readonly name = 'GuardedFetchError';
  readonly reason: GuardedFetchReason;

  constructor(reason: GuardedFetchReason) {
    super(SENTENCES[reason]);
    this.reason = reason;
  }
}

/** A rule cannot be tried in this engine, or by what drives it; the message says why. It counts neither as passed nor as failed. */
export class NotAvailable extends Error {
  override readonly name = 'NotAvailable';
}

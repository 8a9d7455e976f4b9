/** A request the simulator cannot carry out: the message is meant for whoever sent it. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: 400 | 403 | 404 | 415;

  constructor(status: 400 | 403 | 404 | 415, message: string) {
    super(message);
    this.status = status;
  }
}
